package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flow as read from a queue. A window over the page: nothing is decoded before it is asked for,
 * and nothing holds after the {@link EventHandler} returned. Not thread-safe.
 */
public final class EventView {

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer page = NONE;
  private int start;
  private int end;
  private ProcessInfo process = new ProcessInfo(0, 0, 0, "", "", "");
  private Edge edge = Edge.OTHER;
  private double flowsPerSecond;
  private double cpuPercent = EdgeRates.UNKNOWN;
  private Name type = Name.OTHER;
  private Name thread = Name.OTHER;
  private Dictionary dictionary = new Dictionary();

  /** Where the first part of each tag begins; 0 where there is none. */
  private final int[] firstParts = new int[LAST_PART + 1];

  EventView() {}

  void wrap(
      ByteBuffer page,
      int start,
      int length,
      ProcessInfo process,
      Edge edge,
      Name type,
      Name thread,
      Dictionary dictionary)
      throws CorruptRecordException {
    this.page = page;
    this.start = start;
    this.end = start + length;
    this.process = process;
    this.edge = edge;
    this.type = type;
    this.thread = thread;
    this.dictionary = dictionary;
    checkParts();
  }

  void setRates(EdgeRates rates) {
    flowsPerSecond = rates.of(edge);
    cpuPercent = rates.cpuPercent();
  }

  /**
   * What the process took of its processors' time in the last second that was read of before this
   * event, 0 to 100; 0 where none was.
   */
  public double cpuPercent() {
    return Math.max(0, cpuPercent);
  }

  /** Whether {@link #cpuPercent} was measured. */
  public boolean isCpuKnown() {
    return cpuPercent >= 0;
  }

  /**
   * Flows a second over the event's edge, those left out by sampling included, by the last edge
   * count that was read before this event; 0 where none was.
   */
  public double flowsPerSecond() {
    return flowsPerSecond;
  }

  /** What the event says of its message. */
  public EventKind kind() {
    return EventKind.of(page.get(start + KIND));
  }

  public ProcessInfo process() {
    return process;
  }

  public Edge edge() {
    return edge;
  }

  /** The message's type. */
  public String type() {
    return type.text();
  }

  /** The sending thread's name. */
  public String thread() {
    return thread.text();
  }

  /** When the send began, nanoseconds since the epoch. */
  public long startNs() {
    return page.getLong(start + START_NS);
  }

  /** From start to completion, nanoseconds. */
  public long durationNs() {
    return fact(DURATION_NS, PART_LONG_DURATION);
  }

  /** The message's size in bytes. */
  public long sizeBytes() {
    return fact(SIZE_BYTES, PART_LONG_SIZE);
  }

  /** Whether {@link #sizeBytes} is an estimate. */
  public boolean isSizeEstimated() {
    return (flags() & FLAG_SIZE_ESTIMATED) != 0;
  }

  /** Whether the flow's {@code Future} went away before it completed. */
  public boolean isIncomplete() {
    return (flags() & FLAG_INCOMPLETE) != 0;
  }

  /** Messages waiting at the receiver; -1 where not known. */
  public int depth() {
    return page.getInt(start + DEPTH);
  }

  /** Bytes that the event takes on the queue. */
  public int recordBytes() {
    return end - start;
  }

  public UUID eventId() {
    return new UUID(idHigh(), idLow());
  }

  /** The event id's first 64 bits. */
  public long idHigh() {
    return EventIds.high(startNs());
  }

  /** The event id's last 64 bits. */
  public long idLow() {
    return EventIds.low(process.id(), page.getLong(start + SEQUENCE));
  }

  /** The event that delivered the message being handled when this one was sent; null for a root. */
  public @Nullable UUID parentId() {
    int part = part(PART_CAUSE);
    return part < 0 ? null : uuid(part + PART_HEADER);
  }

  /** The first event of the chain: this one's own id for a root. */
  public UUID rootId() {
    int part = part(PART_CAUSE);
    return part < 0 ? eventId() : uuid(part + PART_HEADER + 16);
  }

  /** How many events stand from the root to this one; 0 for a root. */
  public int chainDepth() {
    int part = part(PART_CAUSE);
    return part < 0 ? 0 : page.getInt(part + PART_HEADER + 32);
  }

  /** A String, Long, Double, UUID or Boolean; null when the message has none. */
  public @Nullable Object messageId() {
    return value(part(PART_MESSAGE_ID));
  }

  /** A String, Long, Double, UUID or Boolean; null when the message has none. */
  public @Nullable Object correlationId() {
    return value(part(PART_CORRELATION_ID));
  }

  /** A String, Long, Double, UUID or Boolean; null when the message has none. */
  public @Nullable Object priority() {
    return value(part(PART_PRIORITY));
  }

  /** Why the send failed; null where it did not. */
  public @Nullable String error() {
    return value(part(PART_ERROR)) instanceof String text ? text : null;
  }

  /** {@code sha256:} and the hash of the message; null where it was not asked for. */
  public @Nullable String checksum() {
    return ContentParts.checksum(this);
  }

  /** What the message's content is; null where none was captured. */
  public Content.@Nullable Form contentForm() {
    return ContentParts.form(this);
  }

  /** Whether the content is only the beginning of what there was. */
  public boolean isContentCut() {
    return ContentParts.isCut(this);
  }

  /** The bytes of the content; none where none was captured. */
  byte[] contentBytes() {
    return ContentParts.bytes(this);
  }

  /**
   * The content as text, as stores have it: where it is bytes, {@code base64:} and them in Base64;
   * null where none was captured.
   */
  public @Nullable String content() {
    return ContentParts.text(this);
  }

  /** How many flows this one stands for. */
  public double weight() {
    int part = part(PART_WEIGHT);
    return part < 0 || form(part) != FORM_DOUBLE
        ? 1
        : Double.longBitsToDouble(page.getLong(part + PART_HEADER));
  }

  /** Hands each attribute that a rule or the application put on the flow to {@code handler}. */
  public void forEachAttribute(AttributeHandler handler) {
    for (int part = firstPart(); part >= 0; part = nextPart(part)) {
      Name key = attributeKey(part);
      Object value = key == null ? null : value(part);
      if (key != null && value != null) {
        handler.onAttribute(key.text(), value);
      }
    }
  }

  /** The message's type as the dictionary has it: the same object for the same name of a file. */
  public Name typeName() {
    return type;
  }

  /** The sending thread's name as the dictionary has it. */
  public Name threadName() {
    return thread;
  }

  /** Copies the whole record into {@code target} from {@code at} on. */
  void copyRecord(byte[] target, int at) {
    page.get(start, target, at, end - start);
  }

  /**
   * The bytes that the parts' places are counted in, for encoders that copy without an object in
   * between; not to be changed.
   */
  public ByteBuffer page() {
    return page;
  }

  /** Where the first part with {@code tag} begins; -1 where there is none. */
  public int part(byte tag) {
    int part = firstParts[tag];
    return part == 0 ? -1 : part;
  }

  /** Where the first part of any tag begins; -1 where there is none. */
  int firstPart() {
    return start + PARTS < end ? start + PARTS : -1;
  }

  /** Where the part behind {@code part} begins; -1 where there is none. */
  int nextPart(int part) {
    int next = next(part);
    return next < end ? next : -1;
  }

  /** The key of the attribute at {@code part}; null where that is none, or nothing defines it. */
  @Nullable Name attributeKey(int part) {
    return isAttribute(part) ? dictionary.name(page.getInt(part + PART_HEADER)) : null;
  }

  /** Whether {@code part} is there, with a value that this version knows and that is whole. */
  public boolean hasValue(int part) {
    return part >= 0 && valueLength(part) >= leastLength(form(part));
  }

  /** Whether {@code part} is there and holds a text. */
  public boolean hasText(int part) {
    return hasValue(part) && (form(part) == FORM_TEXT || form(part) == FORM_CUT_TEXT);
  }

  /** One of the {@code FORM_} constants, or another version's. */
  public byte form(int part) {
    return page.get(isAttribute(part) ? part + PART_HEADER + 4 : part + 1);
  }

  /** Where the value of {@code part} begins on the page. */
  public int valueAt(int part) {
    return part + (isAttribute(part) ? PART_HEADER + 8 : PART_HEADER);
  }

  /** Bytes of the value of {@code part}. */
  public int valueLength(int part) {
    return isAttribute(part) ? partLength(part) - 8 : partLength(part);
  }

  private boolean isAttribute(int part) {
    return page.get(part) == PART_ATTRIBUTE;
  }

  private int flags() {
    return page.getShort(start + FLAGS);
  }

  private long fact(int offset, byte longPart) {
    int fact = page.getInt(start + offset);
    if (fact == LONG_FACT) {
      int part = part(longPart);
      return part < 0 ? 0 : page.getLong(part + PART_HEADER);
    }
    return Integer.toUnsignedLong(fact);
  }

  private void checkParts() throws CorruptRecordException {
    Arrays.fill(firstParts, 0);
    for (int at = start + PARTS; at < end; at = next(at)) {
      if (end - at < PART_HEADER || partLength(at) > end - at - PART_HEADER) {
        throw new CorruptRecordException(start, "a part that ends outside of its record");
      }
      byte tag = page.get(at);
      int least =
          switch (tag) {
            case PART_LONG_DURATION, PART_LONG_SIZE, PART_WEIGHT -> Long.BYTES;
            case PART_CAUSE -> 36;
            case PART_ATTRIBUTE -> 8;
            case PART_CHECKSUM -> Content.CHECKSUM_BYTES;
            case PART_CONTENT -> 4;
            default -> 0;
          };
      if (partLength(at) < least) {
        throw new CorruptRecordException(start, "a part that is too short");
      }
      if (tag > 0 && tag < firstParts.length && firstParts[tag] == 0) {
        firstParts[tag] = at;
      }
    }
  }

  private int next(int part) {
    return part + PART_HEADER + padded(partLength(part));
  }

  private int partLength(int part) {
    return page.getShort(part + 2) & 0xFFFF;
  }

  private @Nullable Object value(int part) {
    if (!hasValue(part)) {
      return null;
    }
    int at = valueAt(part);
    int length = valueLength(part);
    return switch (form(part)) {
      case FORM_TEXT -> text(at, length);
      case FORM_CUT_TEXT -> text(at + 4, length - 4) + "…";
      case FORM_LONG -> page.getLong(at);
      case FORM_INT -> (long) page.getInt(at);
      case FORM_DOUBLE -> Double.longBitsToDouble(page.getLong(at));
      case FORM_UUID -> uuid(at);
      case FORM_BOOLEAN -> page.get(at) != 0;
      default -> null;
    };
  }

  private static int leastLength(byte form) {
    return switch (form) {
      case FORM_LONG, FORM_DOUBLE -> Long.BYTES;
      case FORM_INT -> Integer.BYTES;
      case FORM_UUID -> 16;
      case FORM_BOOLEAN -> 1;
      case FORM_CUT_TEXT -> 4;
      case FORM_TEXT -> 0;
      default -> Integer.MAX_VALUE;
    };
  }

  private UUID uuid(int at) {
    return new UUID(page.getLong(at), page.getLong(at + 8));
  }

  private String text(int at, int length) {
    byte[] utf8 = new byte[length];
    page.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
