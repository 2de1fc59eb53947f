package dev.reflow.tracing.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one flow on their way from capture to the queue: a struct that is filled, encoded
 * and cleared again and again, so its fields are open. Not thread-safe: one thread owns it at a
 * time.
 */
public final class FlowRecord {

  /** Most attributes that a rule or the application can put on one flow; more are left out. */
  public static final int MAX_ATTRIBUTES = 16;

  /** What the record says of the message. */
  public EventKind kind = EventKind.FLOW;

  /** When the send began, nanoseconds since the epoch. */
  public long startNs;

  /** The event's number within the process. */
  public long sequence;

  /** From start to completion, nanoseconds. */
  public long durationNs;

  /** The message's size in bytes. */
  public long sizeBytes;

  /** Messages waiting at the receiver when the send began; -1 where not known. */
  public int depth = -1;

  /** {@code FLAG_} bits of {@link EventLayout}. */
  public int flags;

  /** How many flows this one stands for; 1 while sampling leaves nothing out. */
  public double weight = 1;

  /** Where from and where to. */
  public Edge edge = Edge.OTHER;

  /** The message's type. */
  public Name type = Name.OTHER;

  /** The sending thread. */
  public Name thread = Name.OTHER;

  public final FactValue messageId = new FactValue();
  public final FactValue correlationId = new FactValue();
  public final FactValue priority = new FactValue();

  /** Why the send failed; null where it did not. */
  public @Nullable String error;

  /** Whether the six cause fields hold; without, the event is the root of its own chain. */
  public boolean caused;

  public long parentHigh;
  public long parentLow;
  public long rootHigh;
  public long rootLow;

  /** How many events stand between the root and this one, itself included; 0 for a root. */
  public int chainDepth;

  /** The message's content and checksum; null as long as neither was ever asked for. */
  private @Nullable Content content;

  /** How many events of the chain are in {@link #chain}. */
  int chainLength;

  /** Ids of events between root and parent, the nearest to the parent first. */
  private long[] chain = {};

  int attributeCount;
  final Name[] attributeKeys = new Name[MAX_ATTRIBUTES];
  final FactValue[] attributeValues = new FactValue[MAX_ATTRIBUTES];

  /** The message's content and checksum, to be filled. */
  public Content content() {
    Content present = content;
    if (present == null) {
      present = new Content();
      content = present;
    }
    return present;
  }

  /** The same where there is any of it; else null. */
  public @Nullable Content capturedContent() {
    Content present = content;
    return present == null || present.isEmpty() ? null : present;
  }

  /**
   * The next free attribute under {@code key}, to be set by the caller.
   *
   * @return null when the record can take no more
   */
  public @Nullable FactValue addAttribute(Name key) {
    if (attributeCount == MAX_ATTRIBUTES) {
      return null;
    }
    FactValue value = attributeValues[attributeCount];
    if (value == null) {
      value = attributeValues[attributeCount] = new FactValue();
    }
    attributeKeys[attributeCount++] = key;
    return value;
  }

  /** Adds the next event above the parent and those added before; not the root. */
  public void addAbove(long high, long low) {
    int at = 2 * chainLength++;
    if (at == chain.length) {
      chain = Arrays.copyOf(chain, Math.max(8, 2 * at));
    }
    chain[at] = high;
    chain[at + 1] = low;
  }

  /** The first half of the id that was added as number {@code index}. */
  long chainHigh(int index) {
    return chain[2 * index];
  }

  /** The second half of the id that was added as number {@code index}. */
  long chainLow(int index) {
    return chain[2 * index + 1];
  }

  /** How many attributes the record holds. */
  public int attributeCount() {
    return attributeCount;
  }

  /** The key of the attribute at {@code index}, from 0 to {@link #attributeCount}. */
  public Name attributeKey(int index) {
    return attributeKeys[index];
  }

  /** The value of the attribute at {@code index}. */
  public FactValue attributeValue(int index) {
    return attributeValues[index];
  }

  /**
   * Sets the edge, unless it is there already: a reference that is stored into an object that is
   * old costs a memory barrier under G1.
   */
  @SuppressWarnings("ReferenceEquality") // the same object is what needs no store
  public void setEdge(Edge value) {
    if (edge != value) {
      edge = value;
    }
  }

  /** Sets the message's type; see {@link #setEdge}. */
  @SuppressWarnings("ReferenceEquality") // the same object is what needs no store
  public void setType(Name value) {
    if (type != value) {
      type = value;
    }
  }

  /** Makes the record as new; nothing of the application's stays referred to. */
  public void clear() {
    edge = Edge.OTHER;
    clearFacts();
  }

  /** As {@link #clear}, but for edge, type and thread, which the next flow sets again. */
  public void clearFacts() {
    depth = -1;
    flags = 0;
    weight = 1;
    error = null;
    caused = false;
    if (content != null) {
      content.clear();
    }
    chainLength = 0;
    messageId.clear();
    correlationId.clear();
    priority.clear();
    for (int i = 0; i < attributeCount; i++) {
      attributeValues[i].clear();
    }
    attributeCount = 0;
  }

  /** Takes every fact of {@code other}: for a flow that completes after its send returned. */
  public void copyFrom(FlowRecord other) {
    kind = other.kind;
    startNs = other.startNs;
    sequence = other.sequence;
    durationNs = other.durationNs;
    sizeBytes = other.sizeBytes;
    depth = other.depth;
    flags = other.flags;
    weight = other.weight;
    edge = other.edge;
    type = other.type;
    thread = other.thread;
    error = other.error;
    caused = other.caused;
    parentHigh = other.parentHigh;
    parentLow = other.parentLow;
    rootHigh = other.rootHigh;
    rootLow = other.rootLow;
    chainDepth = other.chainDepth;
    Content captured = other.capturedContent();
    if (captured != null) {
      content().copyFrom(captured);
    } else if (content != null) {
      content.clear();
    }
    chainLength = 0;
    for (int i = 0; i < other.chainLength; i++) {
      addAbove(other.chainHigh(i), other.chainLow(i));
    }
    messageId.copyFrom(other.messageId);
    correlationId.copyFrom(other.correlationId);
    priority.copyFrom(other.priority);
    attributeCount = 0;
    for (int i = 0; i < other.attributeCount; i++) {
      FactValue value = addAttribute(other.attributeKeys[i]);
      if (value != null) {
        value.copyFrom(other.attributeValues[i]);
      }
    }
  }
}
