package dev.reflow.tracing.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the woven methods of the application's API call; each passes the call on to the {@link
 * ApiTracer} in place, or does nothing. Any thread.
 */
public final class ApiGate {

  private static volatile @Nullable ApiTracer tracer;

  private ApiGate() {}

  /** Lets calls through to {@code next}. */
  public static void open(ApiTracer next) {
    tracer = next;
  }

  /** Makes every call a no-op again. */
  public static void close() {
    tracer = null;
  }

  /** See {@link ApiTracer#attribute}. */
  public static void attribute(@Nullable String key, @Nullable Object value) {
    ApiTracer present = tracer;
    if (present != null) {
      present.attribute(key, value);
    }
  }

  /** See {@link ApiTracer#current}. */
  public static @Nullable String current() {
    ApiTracer present = tracer;
    return present == null ? null : present.current();
  }

  /** See {@link ApiTracer#begin}. */
  public static @Nullable Object begin(@Nullable String eventId) {
    ApiTracer present = tracer;
    return present == null ? null : present.begin(eventId);
  }

  /** See {@link ApiTracer#keep}. */
  public static @Nullable Object keep() {
    ApiTracer present = tracer;
    return present == null ? null : present.keep();
  }

  /** See {@link ApiTracer#resume}. */
  public static @Nullable Object resume(@Nullable Object kept) {
    ApiTracer present = tracer;
    return present == null ? null : present.resume(kept);
  }

  /** See {@link ApiTracer#end}. */
  public static void end(@Nullable Object begun) {
    ApiTracer present = tracer;
    if (present != null) {
      present.end(begun);
    }
  }

  /** See {@link ApiTracer#record}. */
  public static @Nullable String record(
      @Nullable String fromActor,
      @Nullable String fromPort,
      @Nullable String toActor,
      @Nullable String toPort,
      @Nullable Object message,
      @Nullable Map<String, ?> attributes) {
    ApiTracer present = tracer;
    return present == null
        ? null
        : present.record(fromActor, fromPort, toActor, toPort, message, attributes);
  }
}
