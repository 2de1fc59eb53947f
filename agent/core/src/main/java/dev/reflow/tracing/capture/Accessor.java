package dev.reflow.tracing.capture;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field or calls one no-argument method of a class, found once. An accessor that throws
 * is called no more than {@link #MAX_FAILURES} times, then reads as missing. Any thread.
 */
final class Accessor {

  /** SPEC 9: no more than ten calls of an accessor that throws. */
  static final int MAX_FAILURES = 10;

  /** Stands for what a class does not have. */
  static final Accessor ABSENT = new Accessor("", Kind.OBJECT, null, Failures.IGNORED);

  /** What the handle gives; a primitive is never boxed on the way. */
  enum Kind {
    /** The handle is {@code (Object)Object}. */
    OBJECT,
    /** The handle is {@code (Object)long}. */
    LONG,
    /** The handle is {@code (Object)double}. */
    DOUBLE,
    /** The handle is {@code (Object)boolean}. */
    BOOLEAN
  }

  /** Told of the first failure of an accessor. */
  @FunctionalInterface
  interface Failures {
    Failures IGNORED = (accessor, thrown) -> {};

    void failed(String accessor, Throwable thrown);
  }

  private final String description;
  private final Kind kind;
  private final @Nullable MethodHandle handle;
  private final Failures report;
  // Racy on purpose: two threads that fail at once may count as one, and ten is no sharp number.
  private int failures;

  Accessor(String description, Kind kind, @Nullable MethodHandle handle, Failures report) {
    this.description = description;
    this.kind = kind;
    this.handle = handle;
    this.report = report;
  }

  Kind kind() {
    return kind;
  }

  boolean isAbsent() {
    return handle == null;
  }

  /** The value, boxed where it is a primitive; null where missing or where the accessor threw. */
  @Nullable Object get(Object target) {
    MethodHandle accessor = usable();
    if (accessor == null) {
      return null;
    }
    try {
      return switch (kind) {
        case OBJECT -> (Object) accessor.invokeExact(target);
        case LONG -> (long) accessor.invokeExact(target);
        case DOUBLE -> (double) accessor.invokeExact(target);
        case BOOLEAN -> (boolean) accessor.invokeExact(target);
      };
    } catch (Throwable thrown) {
      failed(thrown);
      return null;
    }
  }

  /** The value of a {@link Kind#LONG} accessor; {@code missing} where it threw. */
  long getLong(Object target, long missing) {
    MethodHandle accessor = usable();
    if (accessor == null) {
      return missing;
    }
    try {
      return (long) accessor.invokeExact(target);
    } catch (Throwable thrown) {
      failed(thrown);
      return missing;
    }
  }

  /** Whether it has thrown as often as it may. */
  boolean isGivenUp() {
    return failures >= MAX_FAILURES;
  }

  private @Nullable MethodHandle usable() {
    return isGivenUp() ? null : handle;
  }

  private void failed(Throwable thrown) {
    if (failures++ == 0) {
      report.failed(description, thrown);
    }
  }
}
