package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** A value that stands in the predicate itself, or NULL. Immutable. */
record Literal(ColumnType type, @Nullable Object constant) implements Operand {

  /** NULL can be compared with anything, and says nothing of it. */
  static final Literal NULL = new Literal(ColumnType.TEXT, null);

  static Literal text(String text) {
    return new Literal(ColumnType.TEXT, text);
  }

  static Literal number(@Nullable Object longOrDouble) {
    return longOrDouble == null
        ? NULL
        : new Literal(
            longOrDouble instanceof Long ? ColumnType.INTEGER : ColumnType.DECIMAL, longOrDouble);
  }

  static Literal time(long micros) {
    return new Literal(ColumnType.TIME, micros);
  }

  boolean isNull() {
    return constant == null;
  }

  @Override
  public boolean isConstant() {
    return true;
  }

  @Override
  public @Nullable Object value(Row row) {
    return constant;
  }

  @Override
  public void render(SqlText sql) {
    if (constant == null) {
      sql.add("NULL");
    } else if (type == ColumnType.TIME && constant instanceof Long micros) {
      sql.timeParameter(micros);
    } else {
      sql.parameter(constant);
    }
  }

  @Override
  public String label() {
    if (constant == null) {
      return "NULL says nothing";
    }
    return (type == ColumnType.TEXT ? "'" + constant + "'" : String.valueOf(constant))
        + " is a "
        + type.label();
  }
}
