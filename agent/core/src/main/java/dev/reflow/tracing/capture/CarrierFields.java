package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/**
 * The fields woven into one class of carriers, which hold the event that a carrier stands for.
 * Until it is sent that is the event that made it; from then on the event that sends it. Written by
 * the thread that has the carrier, read by whoever gets it from there.
 */
final class CarrierFields {

  /** Of a class that carries nothing. */
  static final CarrierFields NONE = new CarrierFields(Object.class, new long[6]);

  /** Five longs, the event's id, its root's and half of its parent's, and an int. */
  private static final List<String> OF_EVENT =
      List.of(
          "reflow$eventHigh",
          "reflow$eventLow",
          "reflow$rootHigh",
          "reflow$rootLow",
          "reflow$parentLow",
          "reflow$depth");

  final Class<?> type;
  private final long high;
  private final long low;
  private final long rootHigh;
  private final long rootLow;
  private final long parentLow;

  /**
   * Of the int: 0 where there is no event, depth plus one of the event that made the carrier, or
   * the same below zero of the event that sent it.
   */
  private final long depth;

  private CarrierFields(Class<?> type, long[] offsets) {
    this.type = type;
    this.high = offsets[0];
    this.low = offsets[1];
    this.rootHigh = offsets[2];
    this.rootLow = offsets[3];
    this.parentLow = offsets[4];
    this.depth = offsets[5];
  }

  /** What weaving put into {@code type}; {@link #NONE} where it has none of it. */
  static CarrierFields find(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      try {
        Class<?> declaring = at;
        long[] offsets = OF_EVENT.stream().mapToLong(name -> offset(declaring, name)).toArray();
        if (Arrays.stream(offsets).allMatch(offset -> offset > 0)) {
          return new CarrierFields(type, offsets);
        }
      } catch (RuntimeException | LinkageError closed) {
        return NONE;
      }
    }
    return NONE;
  }

  private static long offset(Class<?> declaring, String name) {
    try {
      Field field = declaring.getDeclaredField(name);
      return FieldMemory.offset(field);
    } catch (NoSuchFieldException inherited) {
      return 0;
    }
  }

  /** Notes that {@code maker} made {@code carrier}. */
  void made(Object carrier, Cause maker) {
    FieldMemory.putLong(carrier, high, maker.high);
    FieldMemory.putLong(carrier, low, maker.low);
    FieldMemory.putLong(carrier, rootHigh, maker.rootHigh);
    FieldMemory.putLong(carrier, rootLow, maker.rootLow);
    FieldMemory.putLong(carrier, parentLow, maker.above);
    FieldMemory.putInt(carrier, depth, maker.depth + 1);
  }

  /** Notes that {@code event} sent {@code carrier}. */
  void sent(Object carrier, FlowRecord event, long idHigh, long idLow) {
    FieldMemory.putLong(carrier, high, idHigh);
    FieldMemory.putLong(carrier, low, idLow);
    FieldMemory.putLong(carrier, rootHigh, event.caused ? event.rootHigh : idHigh);
    FieldMemory.putLong(carrier, rootLow, event.caused ? event.rootLow : idLow);
    FieldMemory.putLong(carrier, parentLow, event.parentLow);
    FieldMemory.putInt(carrier, depth, event.caused ? -event.chainDepth - 1 : -1);
  }

  /** Notes that {@code carrier} is sent without an event. */
  void sentUnseen(Object carrier) {
    FieldMemory.putInt(carrier, depth, 0);
  }

  /** Makes the event that made {@code carrier}, or that sent it before, the parent of a send. */
  void cause(Object carrier, FlowRecord event, CauseChain chain) {
    int stored = FieldMemory.getInt(carrier, depth);
    if (stored != 0) {
      event.caused = true;
      event.parentHigh = FieldMemory.getLong(carrier, high);
      event.parentLow = FieldMemory.getLong(carrier, low);
      event.rootHigh = FieldMemory.getLong(carrier, rootHigh);
      event.rootLow = FieldMemory.getLong(carrier, rootLow);
      event.chainDepth = Math.abs(stored);
      chain.read(event.chainDepth - 1, FieldMemory.getLong(carrier, parentLow), event);
    }
  }

  /** Reads the event that sent {@code carrier}; returns whether one did. */
  boolean readSender(Object carrier, Cause cause) {
    int stored = FieldMemory.getInt(carrier, depth);
    if (stored >= 0) {
      cause.clear();
      return false;
    }
    cause.set(
        FieldMemory.getLong(carrier, high),
        FieldMemory.getLong(carrier, low),
        FieldMemory.getLong(carrier, rootHigh),
        FieldMemory.getLong(carrier, rootLow),
        -stored - 1);
    cause.above = FieldMemory.getLong(carrier, parentLow);
    return true;
  }
}
