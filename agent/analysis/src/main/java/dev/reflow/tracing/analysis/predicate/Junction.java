package dev.reflow.tracing.analysis.predicate;

/** Two conditions joined by AND or OR. Immutable. */
record Junction(boolean isAnd, Condition left, Condition right) implements Condition {

  @Override
  public Truth test(Row row) {
    Truth first = left.test(row);
    if (first == (isAnd ? Truth.FALSE : Truth.TRUE)) {
      return first;
    }
    Truth second = right.test(row);
    return isAnd ? first.and(second) : first.or(second);
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(").add(left).add(isAnd ? " AND " : " OR ").add(right).add(")");
  }
}
