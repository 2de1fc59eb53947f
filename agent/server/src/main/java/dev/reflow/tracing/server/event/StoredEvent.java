package dev.reflow.tracing.server.event;

import dev.reflow.tracing.analysis.predicate.Column;
import dev.reflow.tracing.analysis.predicate.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event, a field for each column of {@code data_flow_events}. Its reader fills it; from then on
 * it is only read, by any thread.
 *
 * <p>Fields and no accessors: a hundred thousand of these pass each second.
 */
public final class StoredEvent implements Row {

  /** What an event of a message's way says it is. */
  public static final String DATA_FLOW = "DataFlow";

  /** Of {@link #sizeBytes} and {@link #queueDepth}: not known. */
  public static final long UNKNOWN = -1;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  public long idHigh;
  public long idLow;
  public long traceHigh;
  public long traceLow;

  /** Nanoseconds since the epoch. */
  public long startNs;

  public String eventType = DATA_FLOW;
  public @Nullable String service;
  public @Nullable String flowId;
  public @Nullable String sourceActor;
  public @Nullable String sourcePort;
  public @Nullable String destinationActor;
  public @Nullable String destinationPort;
  public @Nullable String messageId;
  public @Nullable String correlationId;
  public @Nullable String messageType;
  public long sizeBytes = UNKNOWN;
  public @Nullable String checksum;
  public long executionNs;
  public long queueDepth = UNKNOWN;
  public double flowsPerSecond;
  public long memoryBytes;
  public double cpuPercent;

  /** Both halves are 0 for a root. */
  public long parentHigh;

  public long parentLow;
  public long rootHigh;
  public long rootLow;
  public int depth;

  /** Null where it is the second half of the event's id, in hexadecimal. */
  public @Nullable String spanId;

  public @Nullable String protocol;
  public @Nullable String error;
  public double weight = 1;

  /** A JSON object of what has no column. */
  public String attributes = "{}";

  /** As text; what is no UTF-8 is {@link ContentText#BASE64} and Base64. */
  public @Nullable String content;

  /** The frame that the event came in. */
  public byte[] frame = {};

  /** Where in the frame the event's JSON begins, and where it ends. */
  public int frameFrom;

  public int frameTo;

  public UUID eventId() {
    return new UUID(idHigh, idLow);
  }

  public UUID traceId() {
    return new UUID(traceHigh, traceLow);
  }

  public UUID rootId() {
    return new UUID(rootHigh, rootLow);
  }

  public @Nullable UUID parentId() {
    return hasParent() ? new UUID(parentHigh, parentLow) : null;
  }

  public boolean hasParent() {
    return parentHigh != 0 || parentLow != 0;
  }

  /** Whether it is the first of its chain. */
  public boolean isRoot() {
    return rootHigh == idHigh && rootLow == idLow;
  }

  /** The span's id, whether it is a given one or the event's own. */
  public String span() {
    return spanId == null ? hex(idLow) : spanId;
  }

  /** Sixteen hexadecimal digits. */
  public static String hex(long bits) {
    char[] digits = new char[16];
    for (int i = 0; i < 16; i++) {
      digits[i] = HEX[(int) (bits >>> (60 - 4 * i)) & 15];
    }
    return new String(digits);
  }

  @Override
  public @Nullable Object value(Column column) {
    return switch (column) {
      case EVENT_ID -> eventId().toString();
      case TIMESTAMP -> startNs;
      case EVENT_TYPE -> eventType;
      case SERVICE -> service;
      case FLOW_ID -> flowId;
      case TRACE_ID -> traceId().toString();
      case SOURCE_ACTOR -> sourceActor;
      case SOURCE_PORT -> sourcePort;
      case DESTINATION_ACTOR -> destinationActor;
      case DESTINATION_PORT -> destinationPort;
      case MESSAGE_ID -> messageId;
      case CORRELATION_ID -> correlationId;
      case MESSAGE_TYPE -> messageType;
      case SIZE_BYTES -> known(sizeBytes);
      case CHECKSUM -> checksum;
      case EXECUTION_TIME_NS -> executionNs;
      case QUEUE_DEPTH -> known(queueDepth);
      case THROUGHPUT_MSGS_PER_SEC -> flowsPerSecond;
      case MEMORY_USAGE_BYTES -> memoryBytes;
      case CPU_USAGE_PERCENT -> cpuPercent;
      case PARENT_EVENT_ID -> hasParent() ? new UUID(parentHigh, parentLow).toString() : null;
      case ROOT_CAUSE_EVENT_ID -> rootId().toString();
      case DEPENDENCY_DEPTH -> (long) depth;
      case SPAN_ID -> span();
      case PROTOCOL -> protocol;
      case ERROR -> error;
      case SAMPLE_WEIGHT -> weight;
      case CONTENT -> content;
    };
  }

  private static @Nullable Long known(long value) {
    return value == UNKNOWN ? null : (Long) value;
  }

  @Override
  public @Nullable String attribute(String key) {
    return Attributes.text(attributes, key);
  }
}
