package dev.reflow.tracing.analysis.predicate;

/** NOT. Immutable. */
record Negation(Condition condition) implements Condition {

  @Override
  public Truth test(Row row) {
    return condition.test(row).not();
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(NOT ").add(condition).add(")");
  }
}
