package dev.reflow.tracing.capture;

import static java.lang.invoke.MethodType.methodType;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current span of one OpenTelemetry API of the application's, through its public methods
 * alone. Lives with that API's classes. Any thread.
 */
final class SpanReader {

  /** What is looked out for while classes are loaded. */
  static final String SPAN = "io.opentelemetry.api.trace.Span";

  private static final String CONTEXT = "io.opentelemetry.api.trace.SpanContext";

  private final MethodHandle current;
  private final MethodHandle context;
  private final MethodHandle isValid;
  private final MethodHandle traceId;
  private final MethodHandle spanId;

  // Racy on purpose, as in Accessor.
  private int failures;

  /**
   * A reader.
   *
   * @throws ReflectiveOperationException when it is not the API that we know
   */
  SpanReader(Class<?> span) throws ReflectiveOperationException {
    Class<?> contextType = Class.forName(CONTEXT, false, span.getClassLoader());
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    this.current =
        lookup.findStatic(span, "current", methodType(span)).asType(methodType(Object.class));
    this.context = getter(lookup, span, "getSpanContext", contextType, Object.class);
    this.isValid = getter(lookup, contextType, "isValid", boolean.class, boolean.class);
    this.traceId = getter(lookup, contextType, "getTraceId", String.class, Object.class);
    this.spanId = getter(lookup, contextType, "getSpanId", String.class, Object.class);
  }

  private static MethodHandle getter(
      MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> gives, Class<?> as)
      throws ReflectiveOperationException {
    return lookup.findVirtual(type, name, methodType(gives)).asType(methodType(as, Object.class));
  }

  /** Puts the ids of the span that the calling thread is in into {@code record}. */
  boolean addTo(FlowRecord record, Name traceKey, Name spanKey) {
    if (failures >= Accessor.MAX_FAILURES) {
      return false;
    }
    try {
      Object span = (Object) current.invokeExact();
      Object ids = (Object) context.invokeExact(span);
      if (!(boolean) isValid.invokeExact(ids)) {
        return false;
      }
      set(record.addAttribute(traceKey), (Object) traceId.invokeExact(ids));
      set(record.addAttribute(spanKey), (Object) spanId.invokeExact(ids));
      return true;
    } catch (Throwable ofTheApplications) {
      failures++;
      return false;
    }
  }

  private static void set(@Nullable FactValue attribute, Object id) {
    if (attribute != null) {
      attribute.set(id);
    }
  }
}
