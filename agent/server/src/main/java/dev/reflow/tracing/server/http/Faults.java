package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.store.StoreException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs what the server or a library did wrong: each kind once a minute, with its count. Any thread.
 */
final class Faults {

  private static final long QUIET_MS = 60_000;

  /** A client cannot make more kinds than there are places in the code; this is for that belief. */
  private static final int MOST_KINDS = 100;

  private final Log log;
  private final Clock clock;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  /** How often one fault came since it was logged. Immutable. */
  private record Kind(long loggedMs, int unlogged) {}

  Faults(Log log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Logs where {@code fault} came from. */
  void add(RuntimeException fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    String kind = fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    if (kinds.size() >= MOST_KINDS) {
      kinds.clear();
    }
    long now = clock.millis();
    kinds.compute(kind, (key, known) -> told(key, known, fault, now));
  }

  private Kind told(String kind, @Nullable Kind known, RuntimeException fault, long now) {
    if (known != null && now - known.loggedMs < QUIET_MS) {
      return new Kind(known.loggedMs, known.unlogged + 1);
    }
    String line = StoreException.firstLine(String.valueOf(fault.getMessage()));
    String more =
        known == null || known.unlogged == 0 ? "" : ", " + known.unlogged + " more before";
    log.warn("a question could not be answered: " + kind + ": " + line + more);
    return new Kind(now, 0);
  }
}
