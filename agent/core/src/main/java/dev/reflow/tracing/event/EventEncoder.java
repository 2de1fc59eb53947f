package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

/**
 * Writes records as {@link EventLayout} draws them. Each {@code encode} leaves the length word
 * alone; {@link #commit} stores it, and is the last step of a write. Stateless; any thread.
 */
public final class EventEncoder {

  private static final int LONG_PART = PART_HEADER + Long.BYTES;
  private static final int CAUSE_BYTES = 4 * Long.BYTES + Integer.BYTES;
  private static final int ID_BYTES = 2 * Long.BYTES;
  private static final int ATTRIBUTE_HEADER = 8;

  private EventEncoder() {}

  /** Bytes that {@code flow} takes, a multiple of four. */
  public static int sizeOf(FlowRecord flow) {
    int size = PARTS;
    size += flow.durationNs > MAX_SHORT_FACT ? LONG_PART : 0;
    size += flow.sizeBytes > MAX_SHORT_FACT ? LONG_PART : 0;
    size += flow.weight != 1 ? LONG_PART : 0;
    size += flow.caused ? PART_HEADER + CAUSE_BYTES : 0;
    size += flow.chainLength > 0 ? PART_HEADER + flow.chainLength * ID_BYTES : 0;
    size += sizeOf(flow.messageId);
    size += sizeOf(flow.correlationId);
    size += sizeOf(flow.priority);
    size += flow.error == null ? 0 : PART_HEADER + padded(textBytes(flow.error));
    for (int i = 0; i < flow.attributeCount; i++) {
      size += attributeSize(flow.attributeValues[i]);
    }
    Content content = flow.capturedContent();
    return content == null ? size : size + content.size();
  }

  /** Writes {@code flow}, whose {@link #sizeOf} bytes from {@code address} on are the caller's. */
  public static void encode(FlowRecord flow, long address) {
    putHeader(address, flow.kind.code(), flow.flags);
    Memory.putLong(address + START_NS, flow.startNs);
    Memory.putLong(address + SEQUENCE, flow.sequence);
    Memory.putInt(address + EDGE_ID, flow.edge.id());
    Memory.putInt(address + TYPE_ID, flow.type.id());
    Memory.putInt(address + DURATION_NS, shortFact(flow.durationNs));
    Memory.putInt(address + SIZE_BYTES, shortFact(flow.sizeBytes));
    Memory.putInt(address + DEPTH, flow.depth);
    Memory.putInt(address + THREAD_ID, flow.thread.id());
    putParts(flow, address + PARTS);
  }

  /** Writes {@code count}, which takes {@link EventLayout#COUNT_SIZE} bytes. */
  public static void encode(EdgeCount count, long address) {
    putHeader(address, KIND_EDGE_COUNT, 0);
    Memory.putLong(address + COUNT_UNTIL_NS, count.untilNs());
    Memory.putLong(address + COUNT_SPAN_NS, count.spanNs());
    Memory.putInt(address + EDGE_ID, count.edge().id());
    Memory.putInt(address + EDGE_ID + Integer.BYTES, 0);
    Memory.putLong(address + COUNT_FLOWS, count.flows());
    Memory.putLong(address + COUNT_SAMPLED_OUT, count.sampledOut());
    Memory.putLong(address + COUNT_BYTES, count.bytes());
    Memory.putLong(address + COUNT_ERRORS, count.errors());
    Memory.putLong(address + COUNT_TIMED, count.timed());
    Memory.putLong(address + COUNT_TOTAL_NS, count.totalNs());
    Memory.putLong(address + COUNT_LONGEST_NS, count.longestNs());
  }

  /** Writes how busy the process was, which takes {@link EventLayout#LOAD_SIZE} bytes. */
  public static void encodeLoad(long untilNs, double cpuPercent, long address) {
    putHeader(address, KIND_LOAD, 0);
    Memory.putLong(address + LOAD_UNTIL_NS, untilNs);
    Memory.putLong(address + LOAD_CPU_PERCENT, Double.doubleToRawLongBits(cpuPercent));
  }

  /** Makes the record at {@code address} valid: a reader sees it from now on. */
  public static void commit(long address, int length) {
    Memory.putIntRelease(address + LENGTH, length);
  }

  public static int sizeOf(Edge edge) {
    return padded(
        BODY
            + Integer.BYTES
            + nameSize(edge.sourceActor())
            + nameSize(edge.sourcePort())
            + nameSize(edge.destinationActor())
            + nameSize(edge.destinationPort())
            + nameSize(edge.protocol()));
  }

  public static void encode(Edge edge, long address) {
    putHeader(address, KIND_EDGE, 0);
    Memory.putInt(address + BODY, edge.id());
    long at = address + BODY + Integer.BYTES;
    at = putName(at, edge.sourceActor());
    at = putName(at, edge.sourcePort());
    at = putName(at, edge.destinationActor());
    at = putName(at, edge.destinationPort());
    putName(at, edge.protocol());
  }

  public static int sizeOf(Name name) {
    return padded(BODY + Integer.BYTES + nameSize(name.text()));
  }

  public static void encode(Name name, long address) {
    putHeader(address, KIND_NAME, 0);
    Memory.putInt(address + BODY, name.id());
    putName(address + BODY + Integer.BYTES, name.text());
  }

  public static int sizeOf(ProcessInfo process) {
    return padded(
        BODY
            + 3 * Long.BYTES
            + nameSize(process.service())
            + nameSize(process.flowId())
            + nameSize(process.host()));
  }

  public static void encode(ProcessInfo process, long address) {
    putHeader(address, KIND_PROCESS, 0);
    Memory.putLong(address + BODY, process.id());
    Memory.putLong(address + BODY + 8, process.startNs());
    Memory.putLong(address + BODY + 16, process.pid());
    long at = putName(address + BODY + 24, process.service());
    at = putName(at, process.flowId());
    putName(at, process.host());
  }

  private static void putHeader(long address, byte kind, int flags) {
    Memory.putByte(address + VERSION_AT, VERSION);
    Memory.putByte(address + KIND, kind);
    Memory.putShort(address + FLAGS, (short) flags);
  }

  private static int shortFact(long fact) {
    return fact > MAX_SHORT_FACT ? LONG_FACT : (int) fact;
  }

  private static void putParts(FlowRecord flow, long address) {
    long at = address;
    if (flow.durationNs > MAX_SHORT_FACT) {
      at = putLongPart(at, PART_LONG_DURATION, FORM_LONG, flow.durationNs);
    }
    if (flow.sizeBytes > MAX_SHORT_FACT) {
      at = putLongPart(at, PART_LONG_SIZE, FORM_LONG, flow.sizeBytes);
    }
    if (flow.weight != 1) {
      at = putLongPart(at, PART_WEIGHT, FORM_DOUBLE, Double.doubleToRawLongBits(flow.weight));
    }
    at = flow.caused ? putCause(at, flow) : at;
    at = flow.chainLength > 0 ? putChain(at, flow) : at;
    at = putFact(at, PART_MESSAGE_ID, flow.messageId);
    at = putFact(at, PART_CORRELATION_ID, flow.correlationId);
    at = putFact(at, PART_PRIORITY, flow.priority);
    if (flow.error != null) {
      int bytes = textBytes(flow.error);
      putPartHeader(at, PART_ERROR, textForm(flow.error), bytes);
      at = putText(at + PART_HEADER, flow.error, bytes);
    }
    for (int i = 0; i < flow.attributeCount; i++) {
      at = putAttribute(at, flow.attributeKeys[i], flow.attributeValues[i]);
    }
    Content content = flow.capturedContent();
    if (content != null) {
      content.encode(at);
    }
  }

  private static long putCause(long at, FlowRecord flow) {
    putPartHeader(at, PART_CAUSE, FORM_BYTES, CAUSE_BYTES);
    Memory.putLong(at + 4, flow.parentHigh);
    Memory.putLong(at + 12, flow.parentLow);
    Memory.putLong(at + 20, flow.rootHigh);
    Memory.putLong(at + 28, flow.rootLow);
    Memory.putInt(at + 36, flow.chainDepth);
    return at + PART_HEADER + CAUSE_BYTES;
  }

  private static long putChain(long at, FlowRecord flow) {
    putPartHeader(at, PART_CHAIN, FORM_BYTES, flow.chainLength * ID_BYTES);
    long to = at + PART_HEADER;
    for (int i = flow.chainLength - 1; i >= 0; i--) {
      Memory.putLong(to, flow.chainHigh(i));
      Memory.putLong(to + 8, flow.chainLow(i));
      to += ID_BYTES;
    }
    return to;
  }

  private static long putAttribute(long at, Name key, FactValue value) {
    if (!value.isPresent()) {
      return at;
    }
    int bytes = valueBytes(value);
    putPartHeader(at, PART_ATTRIBUTE, FORM_BYTES, ATTRIBUTE_HEADER + bytes);
    Memory.putInt(at + PART_HEADER, key.id());
    Memory.putInt(at + PART_HEADER + 4, form(value));
    return putValue(at + PART_HEADER + ATTRIBUTE_HEADER, value, bytes);
  }

  private static long putFact(long at, byte tag, FactValue value) {
    if (!value.isPresent()) {
      return at;
    }
    int bytes = valueBytes(value);
    putPartHeader(at, tag, form(value), bytes);
    return putValue(at + PART_HEADER, value, bytes);
  }

  private static long putLongPart(long at, byte tag, byte form, long bits) {
    putPartHeader(at, tag, form, Long.BYTES);
    Memory.putLong(at + PART_HEADER, bits);
    return at + LONG_PART;
  }

  static void putPartHeader(long at, byte tag, byte form, int length) {
    Memory.putByte(at, tag);
    Memory.putByte(at + 1, form);
    Memory.putShort(at + 2, (short) length);
  }

  private static long putValue(long at, FactValue value, int bytes) {
    String text = value.text;
    if (text != null) {
      return putText(at, text, bytes);
    }
    if (bytes <= Integer.BYTES) {
      Memory.putInt(at, (int) value.bits);
      return at + 4;
    }
    Memory.putLong(at, value.bits);
    if (bytes > Long.BYTES) {
      Memory.putLong(at + Long.BYTES, value.moreBits);
    }
    return at + bytes;
  }

  private static long putText(long at, String text, int bytes) {
    long end = at + padded(bytes);
    // The zeros behind the text; the text itself then covers its share of the word.
    if (bytes != 0) {
      Memory.putInt(end - 4, 0);
    }
    if (Utf8.isCut(text, MAX_TEXT_BYTES)) {
      Memory.putInt(at, text.length());
      Utf8.put(text, at + 4, bytes - 4);
    } else {
      Utf8.put(text, at, bytes);
    }
    return end;
  }

  private static long putName(long at, String name) {
    int bytes = Utf8.length(name, MAX_NAME_BYTES);
    Memory.putShort(at, (short) bytes);
    Utf8.put(name, at + 2, bytes);
    return at + 2 + bytes;
  }

  private static int nameSize(String name) {
    return 2 + Utf8.length(name, MAX_NAME_BYTES);
  }

  private static int sizeOf(FactValue value) {
    return value.isPresent() ? PART_HEADER + padded(valueBytes(value)) : 0;
  }

  private static int attributeSize(FactValue value) {
    return value.isPresent() ? PART_HEADER + ATTRIBUTE_HEADER + padded(valueBytes(value)) : 0;
  }

  private static int valueBytes(FactValue value) {
    String text = value.text;
    if (text != null) {
      return textBytes(text);
    }
    return switch (value.form) {
      case FORM_UUID -> 2 * Long.BYTES;
      case FORM_BOOLEAN -> 1;
      case FORM_INT -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }

  private static byte form(FactValue value) {
    return value.text == null ? value.form : textForm(value.text);
  }

  private static byte textForm(String text) {
    return Utf8.isCut(text, MAX_TEXT_BYTES) ? FORM_CUT_TEXT : FORM_TEXT;
  }

  private static int textBytes(String text) {
    int bytes = Utf8.length(text, MAX_TEXT_BYTES);
    return Utf8.isCut(text, MAX_TEXT_BYTES) ? bytes + 4 : bytes;
  }
}
