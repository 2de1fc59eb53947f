package dev.reflow.tracing.capture;

import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field or calls one no-argument method of a class, found once. To be used on objects of
 * that very class alone. An accessor that throws is called no more than {@link #MAX_FAILURES}
 * times, then reads as missing. Any thread.
 */
final class Accessor {

  /** SPEC 9: no more than ten calls of an accessor that throws. */
  static final int MAX_FAILURES = 10;

  /** Stands for what a class does not have. */
  static final Accessor ABSENT = new Accessor("", Way.ABSENT, 0, null, Failures.IGNORED);

  /** How the value is got, the quick ways first; a primitive is never boxed on the way. */
  enum Way {
    LONG_FIELD,
    INT_FIELD,
    SHORT_FIELD,
    BYTE_FIELD,
    /** By a {@link ToLongFunction}. */
    LONG_FUNCTION,
    /** The handle is {@code (Object)long}. */
    LONG_HANDLE,
    OBJECT_FIELD,
    /** By a {@link Function}. */
    OBJECT_FUNCTION,
    /** The handle is {@code (Object)Object}. */
    OBJECT_HANDLE,
    /** The handle is {@code (Object)double}. */
    DOUBLE_HANDLE,
    /** The handle is {@code (Object)boolean}. */
    BOOLEAN_HANDLE,
    ABSENT;

    boolean givesLong() {
      return compareTo(LONG_HANDLE) <= 0;
    }
  }

  /** Told of the first failure of an accessor. */
  @FunctionalInterface
  interface Failures {
    Failures IGNORED = (accessor, thrown) -> {};

    void failed(String accessor, Throwable thrown);
  }

  private final String description;
  private final Way way;
  private final boolean givesLong;
  private final long offset;
  private final @Nullable ToLongFunction<Object> longFunction;
  private final @Nullable Function<Object, Object> function;
  private final @Nullable MethodHandle handle;
  private final Failures report;
  // Racy on purpose: two threads that fail at once may count as one, and ten is no sharp number.
  private int failures;

  /**
   * An accessor.
   *
   * @param offset of the field, where it is read as one
   * @param getter the function or handle, where it is not
   */
  @SuppressWarnings("unchecked") // what each way says
  Accessor(String description, Way way, long offset, @Nullable Object getter, Failures report) {
    this.description = description;
    this.way = way;
    this.givesLong = way.givesLong();
    this.offset = offset;
    this.longFunction = way == Way.LONG_FUNCTION ? (ToLongFunction<Object>) getter : null;
    this.function = way == Way.OBJECT_FUNCTION ? (Function<Object, Object>) getter : null;
    this.handle = getter instanceof MethodHandle itself ? itself : null;
    this.report = report;
  }

  /** Whether it gives a whole number, for {@link #getLong}. */
  boolean givesLong() {
    return givesLong;
  }

  boolean isAbsent() {
    return way == Way.ABSENT;
  }

  /** The value, boxed where it is a primitive; null where missing or where the accessor threw. */
  @Nullable Object get(Object target) {
    if (isGivenUp()) {
      return null;
    }
    try {
      return switch (way) {
        case OBJECT_FIELD -> FieldMemory.getReference(target, offset);
        case OBJECT_FUNCTION -> function == null ? null : function.apply(target);
        case ABSENT -> null;
        default -> givesLong ? (Object) readLong(target) : byHandle(target);
      };
    } catch (Throwable thrown) {
      failed(thrown);
      return null;
    }
  }

  /** The value where it {@link #givesLong}; {@code missing} where the accessor threw. */
  long getLong(Object target, long missing) {
    if (isGivenUp()) {
      return missing;
    }
    try {
      return readLong(target);
    } catch (Throwable thrown) {
      failed(thrown);
      return missing;
    }
  }

  /** Whether it has thrown as often as it may. */
  boolean isGivenUp() {
    return failures >= MAX_FAILURES;
  }

  private long readLong(Object target) throws Throwable {
    ToLongFunction<Object> getter = longFunction;
    if (getter != null) {
      return getter.applyAsLong(target);
    }
    return switch (way) {
      case LONG_FIELD -> FieldMemory.getLong(target, offset);
      case INT_FIELD -> FieldMemory.getInt(target, offset);
      case SHORT_FIELD -> FieldMemory.getShort(target, offset);
      case BYTE_FIELD -> FieldMemory.getByte(target, offset);
      default -> (long) present(handle).invokeExact(target);
    };
  }

  private @Nullable Object byHandle(Object target) throws Throwable {
    MethodHandle getter = present(handle);
    return switch (way) {
      case DOUBLE_HANDLE -> (Object) (double) getter.invokeExact(target);
      case BOOLEAN_HANDLE -> (Object) (boolean) getter.invokeExact(target);
      default -> (Object) getter.invokeExact(target);
    };
  }

  private static MethodHandle present(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new IllegalStateException("an accessor without a handle");
    }
    return handle;
  }

  private void failed(Throwable thrown) {
    if (failures++ == 0) {
      report.failed(description, thrown);
    }
  }
}
