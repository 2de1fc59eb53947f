package dev.reflow.tracing.event;

/**
 * Every byte of a record. Little-endian; a record starts on a multiple of four.
 *
 * <pre>
 *   0        4   5   6      8             16            24      28      32        36      40     44       48
 *   +--------+---+---+------+-------------+-------------+-------+-------+---------+-------+------+--------+-------
 *   | length |ver|knd| flags| start, ns   | sequence    | edge  | type  | duration| size  | depth| thread | parts...
 *   +--------+---+---+------+-------------+-------------+-------+-------+---------+-------+------+--------+-------
 *     u32     u8  u8   u16    i64, epoch    u64           u32     u32     u32, ns   u32, B  i32    u32
 * </pre>
 *
 * <p><b>length</b> counts the whole record, itself included, a multiple of four. It is the commit
 * word: zero until everything else stands, then stored with release. A zero length ends a page.
 *
 * <p><b>kind</b> is one of the {@code KIND_} constants. Those that {@link #isEvent} names have the
 * fixed part above. The others have the first eight bytes, then the body that the constant's
 * comment draws. A reader passes over a kind that it does not know.
 *
 * <p><b>edge</b>, <b>type</b> and <b>thread</b> are dictionary ids; each is defined by an earlier
 * {@link #KIND_EDGE} or {@link #KIND_NAME} record of the same file, so any file can be read alone.
 * Id 0 stands for a name that the full dictionary could not take.
 *
 * <p><b>duration</b> and <b>size</b> that exceed {@link #MAX_SHORT_FACT} hold {@link #LONG_FACT}
 * and stand in a part. <b>depth</b> is -1 where the queue's depth is not known. The event id is
 * made of sequence, start and the process id in the file's {@link #KIND_PROCESS} record: see {@link
 * EventIds}.
 *
 * <p>A <b>part</b> is an optional fact; parts fill the rest of the record:
 *
 * <pre>
 *   0     1      2        4
 *   +-----+------+--------+------------------------------+
 *   | tag | form | length | value, then zeros to 4 bytes |
 *   +-----+------+--------+------------------------------+
 *     u8    u8     u16      length counts the value without the zeros
 * </pre>
 *
 * <p>A text longer than its limit is cut at a character's end and its form is {@link
 * #FORM_CUT_TEXT}: the value then begins with the original length in UTF-16 units, u32.
 */
public final class EventLayout {

  /** The version that this code writes, and the highest that it reads. */
  public static final byte VERSION = 1;

  public static final int LENGTH = 0;
  public static final int VERSION_AT = 4;
  public static final int KIND = 5;
  public static final int FLAGS = 6;

  /** Where the body of a record that is not a flow begins. */
  public static final int BODY = 8;

  public static final int START_NS = 8;
  public static final int SEQUENCE = 16;
  public static final int EDGE_ID = 24;
  public static final int TYPE_ID = 28;
  public static final int DURATION_NS = 32;
  public static final int SIZE_BYTES = 36;
  public static final int DEPTH = 40;
  public static final int THREAD_ID = 44;

  /** Where a flow's parts begin; the length of a flow without any. */
  public static final int PARTS = 48;

  /**
   * First record of each file of a stripe. Body: process id u64, start of the process ns i64, pid
   * u64, then three texts (u16 length, UTF-8): service, flow id, host.
   */
  public static final byte KIND_PROCESS = 1;

  /**
   * Defines an edge. Body: id u32, then five texts: source actor and port, destination actor and
   * port, protocol.
   */
  public static final byte KIND_EDGE = 2;

  /** Defines a name: a message type, a thread, an attribute's key. Body: id u32, then its text. */
  public static final byte KIND_NAME = 3;

  /** One flow of one message. */
  public static final byte KIND_FLOW = 4;

  /**
   * What passed over an edge in a span of time: see {@link EdgeCount}. All numbers are 64 bits.
   *
   * <pre>
   *   0        4   5   6    8          16      24     28     32      40       48      56       64      72       80        88
   *   +--------+---+---+----+----------+-------+------+------+-------+--------+-------+--------+-------+--------+---------+
   *   | length |ver|knd| 0  | until, ns| span  | edge | zero | flows | sampled| bytes | errors | timed | total, | longest,|
   *   |        |   |   |    |          |   ns  |  u32 |  u32 |       |   out  |       |        |       |   ns   |   ns    |
   *   +--------+---+---+----+----------+-------+------+------+-------+--------+-------+--------+-------+--------+---------+
   * </pre>
   */
  public static final byte KIND_EDGE_COUNT = 5;

  /** A message is about to be sent: laid out as a flow, whose duration is 0. */
  public static final byte KIND_SENT = 6;

  /** A message is about to be handled: laid out as a flow, whose duration is 0. */
  public static final byte KIND_RECEIVED = 7;

  /** How busy the process was in a second. Body: its end, epoch ns i64, CPU percent f64. */
  public static final byte KIND_LOAD = 8;

  public static final int LOAD_UNTIL_NS = 8;
  public static final int LOAD_CPU_PERCENT = 16;

  /** The length of a load. */
  public static final int LOAD_SIZE = 24;

  public static final int COUNT_UNTIL_NS = 8;
  public static final int COUNT_SPAN_NS = 16;
  public static final int COUNT_FLOWS = 32;
  public static final int COUNT_SAMPLED_OUT = 40;
  public static final int COUNT_BYTES = 48;
  public static final int COUNT_ERRORS = 56;
  public static final int COUNT_TIMED = 64;
  public static final int COUNT_TOTAL_NS = 72;
  public static final int COUNT_LONGEST_NS = 80;

  /** The length of an edge count. */
  public static final int COUNT_SIZE = 88;

  /** The size is an estimate of the object's shallow size. */
  public static final int FLAG_SIZE_ESTIMATED = 1;

  /** The flow's {@code Future} went away before it completed: the duration is a lower bound. */
  public static final int FLAG_INCOMPLETE = 2;

  public static final int LONG_FACT = 0xFFFF_FFFF;

  /** Highest duration or size that fits its four bytes. */
  public static final long MAX_SHORT_FACT = 0xFFFF_FFFEL;

  /** Bytes before a part's value. */
  public static final int PART_HEADER = 4;

  public static final byte PART_LONG_DURATION = 1;
  public static final byte PART_LONG_SIZE = 2;
  public static final byte PART_MESSAGE_ID = 3;
  public static final byte PART_CORRELATION_ID = 4;
  public static final byte PART_PRIORITY = 5;

  /** Text: the exception's class name, a colon, its message. */
  public static final byte PART_ERROR = 6;

  /** Parent id (two i64), root id (two i64), depth of the chain i32. */
  public static final byte PART_CAUSE = 7;

  /** An f64: how many flows this one stands for. */
  public static final byte PART_WEIGHT = 8;

  /** Name id u32 of the key, value form u8, three zeros, then the value. */
  public static final byte PART_ATTRIBUTE = 9;

  /** The 32 bytes of a SHA-256. */
  public static final byte PART_CHECKSUM = 12;

  /** What the bytes are u8 ({@link Content.Form}), bit 0 set where cut u8, two zeros, the bytes. */
  public static final byte PART_CONTENT = 13;

  /** The highest tag there is. */
  static final byte LAST_PART = PART_CONTENT;

  /**
   * The events between root and parent, from the root's side on: two i64 each. Of a chain that is
   * longer than {@link #MAX_CHAIN} the {@link #CHAIN_OF_DEEP} nearest to the parent.
   */
  public static final byte PART_CHAIN = 10;

  /** Longest chain of causes that is recorded whole, root and parent included. */
  public static final int MAX_CHAIN = 64;

  /** How much of a longer one is recorded beside root and parent: it may have no end. */
  public static final int CHAIN_OF_DEEP = 2;

  public static final byte FORM_TEXT = 1;
  public static final byte FORM_LONG = 2;
  public static final byte FORM_DOUBLE = 3;
  public static final byte FORM_UUID = 4;
  public static final byte FORM_BOOLEAN = 5;
  public static final byte FORM_BYTES = 6;
  public static final byte FORM_CUT_TEXT = 7;

  /** A whole number that fits four bytes, signed; {@link #FORM_LONG} is for the others. */
  public static final byte FORM_INT = 8;

  /** Longest text of a part, in UTF-8 bytes. */
  public static final int MAX_TEXT_BYTES = 1_024;

  /** Longest name of an actor, port, type or thread, in UTF-8 bytes. */
  public static final int MAX_NAME_BYTES = 512;

  /** Longest record: what does not fit is dropped and counted as too large. */
  public static final int MAX_RECORD_BYTES = 32_768;

  private EventLayout() {}

  /** Whether records of {@code kind} are laid out as a flow, and handed on as an event. */
  public static boolean isEvent(byte kind) {
    return kind == KIND_FLOW || kind == KIND_SENT || kind == KIND_RECEIVED;
  }

  /** The next multiple of four. */
  public static int padded(int bytes) {
    return (bytes + 3) & ~3;
  }
}
