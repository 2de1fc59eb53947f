package dev.reflow.tracing.ship;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The time in which a sink does not work: when to try again, and one line for each cause, however
 * often it comes. The shipper's thread only.
 */
final class Outage {

  /** Causes told in one outage; more are not told. */
  private static final int MAX_CAUSES = 8;

  private final Sink sink;
  private final Backoff backoff;
  private final Log log;
  private final Set<String> told = new HashSet<>();
  private boolean on;
  private boolean forGood;
  private long sinceNs;
  private long retryAtNs;

  Outage(Sink sink, Backoff backoff, Log log) {
    this.sink = sink;
    this.backoff = backoff;
    this.log = log;
  }

  boolean isOn() {
    return on;
  }

  /** Whether nothing helps before the next start. */
  boolean isForGood() {
    return forGood;
  }

  /** Time until the next attempt; 0 or less when it is due. */
  long waitNs(long nowNs) {
    return on ? retryAtNs - nowNs : 0;
  }

  /** An attempt failed. */
  void failed(SinkException failure, Path place, long nowNs) {
    if (failure.kind() == SinkException.Kind.FATAL) {
      forGood = true;
      tell(failure, "; this sink is off until the next start, and events stay in " + place);
      return;
    }
    if (!on) {
      on = true;
      sinceNs = nowNs;
    }
    retryAtNs = nowNs + Math.max(backoff.nextDelayNs(), failure.leastWait().toNanos());
    tell(failure, "; events stay in " + place + " and are sent when it works again");
  }

  /** The next attempt is due at once. */
  void hurry(long nowNs) {
    retryAtNs = nowNs;
  }

  /**
   * The sink works.
   *
   * @param waiting events not yet sent, -1 where not known
   */
  void over(long nowNs, long waiting) {
    backoff.reset();
    if (on) {
      on = false;
      told.clear();
      log.info(
          "%s sink: %s works again after %s%s"
              .formatted(
                  sink.name(),
                  sink.target(),
                  text(nowNs - sinceNs),
                  waiting < 0 ? "" : ", events waiting: " + waiting));
    }
  }

  private void tell(SinkException failure, String consequence) {
    if (told.size() < MAX_CAUSES && told.add(failure.text())) {
      String line = sink.name() + " sink: " + failure.text() + consequence;
      if (forGood) {
        log.error(line);
      } else {
        log.warn(line);
      }
    }
  }

  private static String text(long durationNs) {
    long ms = TimeUnit.NANOSECONDS.toMillis(durationNs);
    if (ms < 10_000) {
      return ms + " ms";
    }
    long seconds = ms / 1_000;
    return seconds < 600 ? seconds + " s" : seconds / 60 + " min";
  }
}
