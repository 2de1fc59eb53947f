package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/** One event as the columns of {@code data_flow_events}. */
public interface Row {

  /**
   * What stands in {@code column}: a String for {@link ColumnType#TEXT}, a Long for {@link
   * ColumnType#INTEGER}, a Double for {@link ColumnType#DECIMAL}, a Long of nanoseconds since the
   * epoch for {@link ColumnType#TIME}; null where there is nothing.
   */
  @Nullable Object value(Column column);

  /** The attribute {@code key} as text; null where the event has none of that name. */
  @Nullable String attribute(String key);
}
