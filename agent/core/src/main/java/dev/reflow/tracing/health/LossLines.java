package dev.reflow.tracing.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells of lost events: a line for each kind of loss when it begins, with the count and what to do,
 * further ones at growing intervals while it lasts, and one line when recording goes on. One
 * thread.
 */
public final class LossLines {

  /** Between the first two lines of one kind; doubled with each further one. */
  private static final long SHORTEST_GAP_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long LONGEST_GAP_NS = TimeUnit.MINUTES.toNanos(10);

  /** So long nothing may be lost before it is said that recording goes on. */
  private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(5);

  private final Fates fates;
  private final LongSupplier recorded;
  private final LongSupplier clock;
  private final Log log;
  private final List<Loss> losses = new ArrayList<>();
  private long polledAtNs;

  /**
   * Nothing was lost so far, or it was told.
   *
   * @param recorded events recorded so far
   * @param clock monotonic nanoseconds
   */
  public LossLines(Fates fates, LongSupplier recorded, LongSupplier clock, Log log) {
    this.fates = fates;
    this.recorded = recorded;
    this.clock = clock;
    this.log = log;
    this.polledAtNs = clock.getAsLong();
    for (Fate fate : Fate.values()) {
      if (!fate.remedy().isEmpty()) {
        losses.add(new Loss(fate));
      }
    }
  }

  /** To be called about once a second. */
  public void poll() {
    long now = clock.getAsLong();
    for (Loss loss : losses) {
      loss.poll(now);
    }
    tellRecovery(now);
    polledAtNs = now;
  }

  private void tellRecovery(long now) {
    long lost = 0;
    List<String> kinds = new ArrayList<>();
    for (Loss loss : losses) {
      if (loss.stopped && !loss.isOver(now)) {
        return;
      }
      if (loss.stopped) {
        lost += loss.inStop();
        kinds.add(loss.fate.text());
      }
    }
    if (!kinds.isEmpty()) {
      log.info(
          "recording goes on; %s before: %s"
              .formatted(counted(lost, "dropped"), String.join(", ", kinds)));
      losses.forEach(Loss::resume);
    }
  }

  private static String counted(long events, String what) {
    return String.format(
        Locale.ROOT, events == 1 ? "%,d event was %s" : "%,d events were %s", events, what);
  }

  static String span(long ns) {
    long seconds = Math.max(1, Math.round(ns / 1e9));
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  /** One kind of loss. */
  private final class Loss {

    private final Fate fate;
    private long seen;
    private long told;
    private long gapNs;
    private long toldAtNs;

    /** When what is not told yet began. */
    private long sinceNs;

    private long grewAtNs;
    private long recordedThen;

    /** Whether recording was told to have stopped. */
    private boolean stopped;

    private long beforeStop;

    Loss(Fate fate) {
      this.fate = fate;
    }

    void poll(long now) {
      long count = fates.of(fate);
      if (count > seen) {
        sinceNs = seen == told ? polledAtNs : sinceNs;
        seen = count;
        grewAtNs = now;
        recordedThen = recorded.getAsLong();
      } else if (gapNs > 0 && now - grewAtNs >= LONGEST_GAP_NS) {
        gapNs = 0;
      }
      if (seen > told && (gapNs == 0 || now - toldAtNs >= gapNs)) {
        tell(now);
      }
    }

    private void tell(long now) {
      if (fate.stopsRecording() && !stopped) {
        stopped = true;
        beforeStop = told;
      }
      log.warn(
          "%s in the last %s: %s; %s"
              .formatted(
                  counted(seen - told, fate.isDrop() ? "dropped" : "deleted"),
                  span(now - sinceNs),
                  fate.text(),
                  fate.remedy()));
      told = seen;
      toldAtNs = now;
      sinceNs = now;
      gapNs = Math.min(LONGEST_GAP_NS, Math.max(SHORTEST_GAP_NS, 2 * gapNs));
    }

    boolean isOver(long now) {
      return now - grewAtNs >= QUIET_NS && recorded.getAsLong() > recordedThen;
    }

    long inStop() {
      return seen - beforeStop;
    }

    void resume() {
      if (stopped) {
        stopped = false;
        told = seen;
      }
    }
  }
}
