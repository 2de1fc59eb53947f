package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** For what has the same value for every row. */
enum NoRow implements Row {
  INSTANCE;

  @Override
  public @Nullable Object value(Column column) {
    return null;
  }

  @Override
  public @Nullable String attribute(String key) {
    return null;
  }
}
