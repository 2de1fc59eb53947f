package dev.reflow.tracing.analysis.predicate;

import static dev.reflow.tracing.analysis.predicate.ColumnType.DECIMAL;
import static dev.reflow.tracing.analysis.predicate.ColumnType.INTEGER;
import static dev.reflow.tracing.analysis.predicate.ColumnType.TEXT;
import static dev.reflow.tracing.analysis.predicate.ColumnType.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns that a predicate may name, in the table's order. The table has one more, {@code
 * attributes}, of which a predicate names a key: {@code (attributes->>'region')}.
 */
public enum Column {
  EVENT_ID(TEXT, "the event's id, in the lower case"),
  TIMESTAMP(TIME, "when the send began, to the microsecond"),
  EVENT_TYPE(TEXT, "`DataFlow`, `MessageSent` or `MessageReceived`"),
  SERVICE(TEXT, "what the sending process calls itself"),
  FLOW_ID(TEXT, "the flow that the process's events belong to; the service unless configured"),
  TRACE_ID(TEXT, "the same for all events with one root cause"),
  SOURCE_ACTOR(TEXT, "the sending actor"),
  SOURCE_PORT(TEXT, "the port it sends from"),
  DESTINATION_ACTOR(TEXT, "the receiving actor"),
  DESTINATION_PORT(TEXT, "the port it receives at"),
  MESSAGE_ID(TEXT, "NULL where the message has none"),
  CORRELATION_ID(TEXT, "NULL where the message has none"),
  MESSAGE_TYPE(TEXT, "the message's type"),
  SIZE_BYTES(INTEGER, "the message's size"),
  CHECKSUM(TEXT, "of the message's content; NULL unless asked for"),
  EXECUTION_TIME_NS(INTEGER, "from the send's start to its completion, nanoseconds"),
  QUEUE_DEPTH(INTEGER, "messages waiting at the receiver; NULL where not known"),
  THROUGHPUT_MSGS_PER_SEC(DECIMAL, "flows on this edge in the last second; NULL where not known"),
  MEMORY_USAGE_BYTES(INTEGER, "the message's size and its event's bytes on the queue"),
  CPU_USAGE_PERCENT(DECIMAL, "of the process; NULL where not known"),
  PARENT_EVENT_ID(TEXT, "the event that caused this one; NULL for a root"),
  ROOT_CAUSE_EVENT_ID(TEXT, "the first event of the chain; its own id for a root"),
  DEPENDENCY_DEPTH(INTEGER, "events from the root to this one; 0 for a root"),
  SPAN_ID(TEXT, "sixteen hexadecimal digits"),
  PROTOCOL(TEXT, "`memory_channel` inside of a process, else `kafka`, `jms`, …"),
  ERROR(TEXT, "why the send failed; NULL where it did not"),
  SAMPLE_WEIGHT(DECIMAL, "how many flows this one stands for"),
  CONTENT(TEXT, "the message's content; NULL unless asked for");

  private static final List<String> NAMES =
      Arrays.stream(values()).map(Column::columnName).toList();

  private final String columnName;
  private final ColumnType type;
  private final String meaning;

  Column(ColumnType type, String meaning) {
    this.columnName = name().toLowerCase(Locale.ROOT);
    this.type = type;
    this.meaning = meaning;
  }

  /** The column's name in the table. */
  public String columnName() {
    return columnName;
  }

  public ColumnType type() {
    return type;
  }

  /** What it holds, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** All names, in the table's order. */
  public static List<String> names() {
    return NAMES;
  }

  static Optional<Column> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(it -> it.columnName.equals(lower)).findFirst();
  }
}
