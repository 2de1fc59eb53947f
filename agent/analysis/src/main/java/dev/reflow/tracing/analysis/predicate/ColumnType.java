package dev.reflow.tracing.analysis.predicate;

/** What a column's values are. */
public enum ColumnType {
  TEXT("text"),
  INTEGER("whole number"),
  DECIMAL("number"),
  TIME("time");

  private final String label;

  ColumnType(String label) {
    this.label = label;
  }

  /** As a user reads it. */
  public String label() {
    return label;
  }

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }

  /** Whether a value of this type can be compared with one of {@code other}. */
  boolean isComparableWith(ColumnType other) {
    return this == other || (isNumber() && other.isNumber());
  }
}
