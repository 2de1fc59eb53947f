package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.ApiTracer;
import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.rule.ApiRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of the application's API. On the application's threads; throws nothing. A
 * thread of the agent's own that gets here by a detour does nothing.
 */
final class ApiCalls implements ApiTracer {

  /** Where the application's own flows come from, as far as there is a class to name. */
  private static final String OWNER = "dev.reflow.tracing.api.DataFlow";

  /** Events that were asked for and whose roots are remembered. */
  private static final int MOST_REMEMBERED = 4_096;

  private final FlowTracer tracer;
  private final Threads threads;
  private final Sites sites;
  private final CaptureFailures failures;
  private final long processId;
  private final Map<UUID, Cause> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Cause> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** The number of the site of {@link #record}; -1 until it is called. */
  private volatile int site = -1;

  ApiCalls(
      FlowTracer tracer, Threads threads, Sites sites, CaptureFailures failures, long processId) {
    this.tracer = tracer;
    this.threads = threads;
    this.sites = sites;
    this.failures = failures;
    this.processId = processId;
  }

  @Override
  public void attribute(@Nullable String key, @Nullable Object value) {
    try {
      ThreadContext thread = threads.current();
      if (key != null && !thread.busy) {
        thread.putAttribute(sites.parts().names.of(key), value);
      }
    } catch (Throwable failed) {
      failures.suppressed(failed);
    }
  }

  @Override
  public @Nullable String current() {
    try {
      Cause cause = threads.current().cause();
      if (cause == null) {
        return null;
      }
      UUID id = cause.eventId();
      remember(id, cause);
      return id.toString();
    } catch (Throwable failed) {
      failures.suppressed(failed);
      return null;
    }
  }

  @Override
  public @Nullable Object begin(@Nullable String eventId) {
    try {
      UUID id = eventId == null ? null : parsed(eventId);
      return id == null ? null : threads.current().beginSpan(cause(id));
    } catch (Throwable failed) {
      failures.suppressed(failed);
      return null;
    }
  }

  @Override
  public @Nullable Object keep() {
    try {
      ThreadContext thread = threads.current();
      Cause cause = thread.cause();
      ActorName actor = thread.actor();
      if (cause == null && actor == null) {
        return null;
      }
      Cause copy = new Cause();
      if (cause != null) {
        copy.copyFrom(cause);
      }
      return new KeptCause(copy, actor);
    } catch (Throwable failed) {
      failures.suppressed(failed);
      return null;
    }
  }

  @Override
  public @Nullable Object resume(@Nullable Object kept) {
    try {
      if (!(kept instanceof KeptCause carried)) {
        return null;
      }
      Handling span = threads.current().beginSpan(carried.cause());
      span.actor = carried.actor();
      return span;
    } catch (Throwable failed) {
      failures.suppressed(failed);
      return null;
    }
  }

  @Override
  public void end(@Nullable Object begun) {
    try {
      // Ended on another thread it would take that one's own apart.
      if (begun instanceof Handling span && span.thread == threads.current()) {
        span.thread.endTask(span);
      }
    } catch (Throwable failed) {
      failures.suppressed(failed);
    }
  }

  @Override
  public @Nullable String record(
      @Nullable String fromActor,
      @Nullable String fromPort,
      @Nullable String toActor,
      @Nullable String toPort,
      @Nullable Object message,
      @Nullable Map<String, ?> attributes) {
    try {
      Object[] arguments = {message, fromActor, fromPort, toActor, toPort};
      Object token = tracer.enter(site(), null, null, message, arguments);
      if (!(token instanceof SendFrame frame)) {
        return null;
      }
      try {
        return frame.isRecorded() ? describe(frame, attributes) : null;
      } finally {
        tracer.exit(frame, null, null);
      }
    } catch (Throwable failed) {
      failures.suppressed(failed);
      return null;
    }
  }

  private String describe(SendFrame frame, @Nullable Map<String, ?> attributes) {
    FlowRecord record = frame.record;
    if (attributes != null) {
      addAttributes(attributes, record);
    }
    UUID id = new UUID(EventIds.high(record.startNs), EventIds.low(processId, record.sequence));
    if (record.caused) {
      Cause own = new Cause();
      own.set(
          id.getMostSignificantBits(),
          id.getLeastSignificantBits(),
          record.rootHigh,
          record.rootLow,
          record.chainDepth);
      remember(id, own);
    }
    return id.toString();
  }

  /** As many as the application's map gives before it throws, if it does. */
  private void addAttributes(Map<String, ?> attributes, FlowRecord record) {
    try {
      attributes.forEach(
          (key, value) -> {
            if (key != null) {
              PendingAttributes.put(record, sites.parts().names.of(key), value);
            }
          });
    } catch (RuntimeException failed) {
      failures.suppressed(failed);
    }
  }

  /** Made when the first flow comes: a program that records none itself needs no queue for it. */
  private int site() {
    int known = site;
    if (known >= 0) {
      return known;
    }
    synchronized (this) {
      if (site < 0) {
        site =
            sites.add(
                ApiRule.of(sites.parts().conventions()),
                new WovenSend(OWNER, 0, -1, false, () -> {}));
      }
      return site;
    }
  }

  private void remember(UUID id, Cause cause) {
    Cause copy = new Cause();
    copy.copyFrom(cause);
    synchronized (remembered) {
      remembered.put(id, copy);
    }
  }

  /** What is known of an event: of one of another process, that it is one. */
  private Cause cause(UUID id) {
    synchronized (remembered) {
      Cause known = remembered.get(id);
      if (known != null) {
        return known;
      }
    }
    Cause unknown = new Cause();
    unknown.setRoot(id);
    return unknown;
  }

  private static @Nullable UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
