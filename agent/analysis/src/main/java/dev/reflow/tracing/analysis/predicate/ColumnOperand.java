package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** A column's value. Immutable. */
record ColumnOperand(Column column) implements Operand {

  private static final long NS_PER_MICRO = 1_000L;

  @Override
  public ColumnType type() {
    return column.type();
  }

  @Override
  public @Nullable Object value(Row row) {
    Object value = row.value(column);
    // Stores keep microseconds.
    return column.type() == ColumnType.TIME && value instanceof Long ns
        ? (Long) Math.floorDiv(ns, NS_PER_MICRO)
        : value;
  }

  @Override
  public void render(SqlText sql) {
    sql.add(column.columnName());
  }

  @Override
  public String label() {
    return column.columnName() + " is a " + column.type().label();
  }
}
