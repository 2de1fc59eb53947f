package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** The text of one of the user's own attributes. Immutable. */
record AttributeOperand(String key) implements Operand {

  @Override
  public ColumnType type() {
    return ColumnType.TEXT;
  }

  @Override
  public @Nullable Object value(Row row) {
    return row.attribute(key);
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(attributes->>").parameter(key).add(")");
  }

  @Override
  public String label() {
    return "attributes->>'" + key + "' is a text";
  }
}
