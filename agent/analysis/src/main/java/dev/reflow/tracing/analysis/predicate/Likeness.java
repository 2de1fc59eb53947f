package dev.reflow.tracing.analysis.predicate;

/** LIKE, or ILIKE where both sides were put in the lower case. Immutable. */
record Likeness(Operand operand, LikePattern pattern) implements Condition {

  @Override
  public Truth test(Row row) {
    return operand.value(row) instanceof String text
        ? Truth.of(pattern.matches(text))
        : Truth.UNKNOWN;
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(").add(operand).add(" LIKE ").parameter(pattern.escaped()).add(" ESCAPE '\\')");
  }
}
