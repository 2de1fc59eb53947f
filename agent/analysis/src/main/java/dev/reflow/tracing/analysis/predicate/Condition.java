package dev.reflow.tracing.analysis.predicate;

/** Something that is true of a row, or false, or neither. Immutable. */
interface Condition {

  Truth test(Row row);

  void render(SqlText sql);
}
