package dev.reflow.tracing.analysis.predicate;

/** A condition of the same truth for every row. Immutable. */
record Always(Truth truth) implements Condition {

  @Override
  public Truth test(Row row) {
    return truth;
  }

  @Override
  public void render(SqlText sql) {
    sql.add(truth == Truth.UNKNOWN ? "CAST(NULL AS BOOLEAN)" : truth.name());
  }
}
