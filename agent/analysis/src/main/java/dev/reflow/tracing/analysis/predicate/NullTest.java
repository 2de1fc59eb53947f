package dev.reflow.tracing.analysis.predicate;

/** IS NULL; never unknown. Immutable. */
record NullTest(Operand operand) implements Condition {

  @Override
  public Truth test(Row row) {
    return Truth.of(operand.value(row) == null);
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(").add(operand).add(" IS NULL)");
  }
}
