package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry APIs that the application has loaded: none, one, or one for each of its class
 * loaders. Without any, an event costs one load. Any thread; {@link #resolve} on one of the
 * agent's, since it may wait for a class to be loaded.
 */
final class SpanReaders {

  /** More are not asked. */
  private static final int MAX_READERS = 8;

  private final Name traceKey;
  private final Name spanKey;
  private final Queue<WeakReference<ClassLoader>> seen = new ConcurrentLinkedQueue<>();

  /** Keeps each reader for as long as its API, and no longer. */
  private final ClassValue<@Nullable SpanReader> ofClasses =
      new ClassValue<>() {
        @Override
        protected @Nullable SpanReader computeValue(Class<?> span) {
          try {
            return new SpanReader(span);
          } catch (ReflectiveOperationException | RuntimeException | LinkageError another) {
            return null;
          }
        }
      };

  private volatile WeakReference<SpanReader>[] readers = none();

  SpanReaders(NameTable names) {
    this.traceKey = names.of("otel.trace_id");
    this.spanKey = names.of("otel.span_id");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array
  private static WeakReference<SpanReader>[] none() {
    return new WeakReference[0];
  }

  /** {@code loader} is about to define the API's classes. */
  void saw(ClassLoader loader) {
    seen.add(new WeakReference<>(loader));
  }

  /** Gets ready to read from what was seen; to be called again and again. */
  void resolve() {
    for (WeakReference<ClassLoader> next = seen.poll(); next != null; next = seen.poll()) {
      ClassLoader loader = next.get();
      if (loader != null) {
        resolve(loader);
      }
    }
  }

  private void resolve(ClassLoader loader) {
    SpanReader reader;
    try {
      reader = ofClasses.get(Class.forName(SpanReader.SPAN, false, loader));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException broken) {
      return;
    }
    WeakReference<SpanReader>[] all = withoutGone(readers);
    if (reader != null && all.length < MAX_READERS) {
      WeakReference<SpanReader>[] more = Arrays.copyOf(all, all.length + 1);
      more[all.length] = new WeakReference<>(reader);
      readers = more;
    }
  }

  /** An application that was deployed anew has loaded the API anew. */
  private static WeakReference<SpanReader>[] withoutGone(WeakReference<SpanReader>[] all) {
    WeakReference<SpanReader>[] left = Arrays.copyOf(all, all.length);
    int count = 0;
    for (WeakReference<SpanReader> reader : all) {
      if (!reader.refersTo(null)) {
        left[count++] = reader;
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** Puts the ids of the span that the calling thread is in, if any, into {@code record}. */
  void addTo(FlowRecord record) {
    WeakReference<SpanReader>[] all = readers;
    for (int i = 0; i < all.length; i++) {
      SpanReader reader = all[i].get();
      if (reader != null && reader.addTo(record, traceKey, spanKey)) {
        return;
      }
    }
  }
}
