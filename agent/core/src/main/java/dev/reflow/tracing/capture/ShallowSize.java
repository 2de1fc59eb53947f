package dev.reflow.tracing.capture;

/** Tells how many bytes the JVM gives to an instance, without what it refers to. Any thread. */
@FunctionalInterface
public interface ShallowSize {

  /** Bytes of an instance of {@code type}; of an array type, of one element. */
  long of(Class<?> type);
}
