package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import java.util.UUID;

/**
 * An event that others are caused by: its own id, that of the first of its chain, and how far it
 * stands from it. A struct that is filled again and again, empty at first; belongs to one thread,
 * so whoever wants to keep one takes a copy.
 */
public final class Cause {

  private boolean present;
  long high;
  long low;
  long rootHigh;
  long rootLow;
  int depth;

  /** The last 64 bits of the id of the event that caused this one; of a root, anything. */
  long above;

  /** When it began, where it came out of {@link CauseTable}. */
  long startNs;

  /** Whether {@link CauseChain} knows it. */
  boolean isLinked;

  /** Whether there is an event at all. */
  public boolean isPresent() {
    return present;
  }

  /** The event; to be asked of one that {@link #isPresent}. */
  public UUID eventId() {
    return new UUID(high, low);
  }

  /** The first event of the chain: {@link #eventId} itself for a root. */
  public UUID rootId() {
    return new UUID(rootHigh, rootLow);
  }

  /** How many events stand between the root and this one, itself included; 0 for a root. */
  public int depth() {
    return depth;
  }

  /** Becomes empty. */
  public void clear() {
    present = false;
  }

  /** Becomes the event with this id, in the chain of this root. */
  public void set(long idHigh, long idLow, long ofRootHigh, long ofRootLow, int chainDepth) {
    present = true;
    high = idHigh;
    low = idLow;
    rootHigh = ofRootHigh;
    rootLow = ofRootLow;
    depth = chainDepth;
    above = 0;
    isLinked = false;
  }

  /** Becomes the event with this id, of which nothing more is known: it counts as a root. */
  public void setRoot(UUID event) {
    long idHigh = event.getMostSignificantBits();
    long idLow = event.getLeastSignificantBits();
    set(idHigh, idLow, idHigh, idLow, 0);
  }

  /** Becomes what {@code other} is. */
  public void copyFrom(Cause other) {
    present = other.present;
    high = other.high;
    low = other.low;
    rootHigh = other.rootHigh;
    rootLow = other.rootLow;
    depth = other.depth;
    above = other.above;
    startNs = other.startNs;
    isLinked = other.isLinked;
  }

  /** Makes this event the parent of {@code record}'s; does nothing while it is empty. */
  void causes(FlowRecord record) {
    if (present) {
      record.caused = true;
      record.parentHigh = high;
      record.parentLow = low;
      record.rootHigh = rootHigh;
      record.rootLow = rootLow;
      record.chainDepth = depth + 1;
    }
  }
}
