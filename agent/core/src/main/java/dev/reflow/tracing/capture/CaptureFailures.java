package dev.reflow.tracing.capture;

import dev.reflow.tracing.health.Log;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Has it said once what went wrong while capturing, and counts the rest. Any thread. */
final class CaptureFailures implements Accessor.Failures {

  /** Different failures that are told; what comes after is only counted. */
  private static final int MAX_LINES = 100;

  private final Log log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final AtomicLong suppressed = new AtomicLong();

  CaptureFailures(Log log) {
    this.log = log;
  }

  @Override
  public void failed(String accessor, Throwable thrown) {
    tell(
        accessor,
        accessor
            + " threw "
            + ErrorText.of(thrown)
            + "; it is asked no more than "
            + Accessor.MAX_FAILURES
            + " times, the value is left out");
  }

  /** Advice failed; the application did not notice, but an event may be missing. */
  void suppressed(Throwable thrown) {
    suppressed.incrementAndGet();
    StackTraceElement[] trace = thrown.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    tell(
        thrown.getClass().getName() + place,
        "a fault in the agent was kept from the application: " + ErrorText.of(thrown) + place);
  }

  /** Faults of the agent's own that were kept from the application. */
  long suppressed() {
    return suppressed.get();
  }

  private void tell(String key, String line) {
    if (told.size() < MAX_LINES && told.add(key)) {
      log.warnLater(line);
    }
  }
}
