package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** Something with a value: a column, a literal, what a function makes of them. Immutable. */
interface Operand {

  ColumnType type();

  /** A String, Long or Double; a Long of microseconds since the epoch for a time; null for NULL. */
  @Nullable Object value(Row row);

  void render(SqlText sql);

  /** Whether it has the same value for every row. */
  default boolean isConstant() {
    return false;
  }

  /** As a user reads it. */
  default String label() {
    return type().label();
  }
}
