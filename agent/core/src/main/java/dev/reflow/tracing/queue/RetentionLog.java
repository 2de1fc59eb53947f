package dev.reflow.tracing.queue;

import dev.reflow.tracing.health.Log;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells what retention costs: a change of state at once, losses every ten seconds at most. */
final class RetentionLog {

  private static final long EVERY_MS = 10_000;

  private final RetentionLimits limits;
  private final Log log;
  private final Set<String> sinks = new TreeSet<>();
  private boolean hasAged;
  private boolean hasOverflowed;
  private long untold;
  private long all;
  private long nextMs;
  private long droppedBefore;

  RetentionLog(RetentionLimits limits, Log log) {
    this.limits = limits;
    this.log = log;
  }

  /** A file goes that {@code missing} do not have all of. */
  void cause(List<String> missing, boolean aged) {
    sinks.addAll(missing);
    hasAged |= aged;
    hasOverflowed |= !aged;
  }

  /** As many events more were lost; returns their number. */
  long add(long expired) {
    untold += expired;
    return expired;
  }

  /** As many events more were lost; tells of all that are not told yet, if it is time. */
  void expired(long expired, long nowMs) {
    add(expired);
    // The clock may have been set back since.
    boolean isEarly = nowMs < nextMs && nextMs - nowMs <= EVERY_MS;
    if (untold == 0 || isEarly) {
      return;
    }
    nextMs = nowMs + EVERY_MS;
    all += untold;
    log.warn(
        "the queue has reached %s: events deleted that the %s did not have yet: %d, %d in all; mend the sink, or raise the limit"
            .formatted(limitsText(), sinksText(), untold, all));
    untold = 0;
    sinks.clear();
    hasAged = false;
    hasOverflowed = false;
  }

  void paused(Path queueDir) {
    log.warn(
        "the queue in %s has reached %s with events that a sink does not have yet: nothing is recorded until there is room (reflow.queue.on-full=drop-new); mend the sink, or raise the limit"
            .formatted(queueDir, maxBytesText()));
  }

  /** {@code dropped}: events that met this fate so far. */
  void resumed(long dropped) {
    log.info(
        "the queue has room again, recording goes on; events not recorded meanwhile: "
            + (dropped - droppedBefore));
    droppedBefore = dropped;
  }

  private String limitsText() {
    String age = "reflow.queue.max-age (" + limits.maxAge().toString().substring(2) + ")";
    if (hasAged && hasOverflowed) {
      return maxBytesText() + " and " + age;
    }
    return hasAged ? age : maxBytesText();
  }

  private String maxBytesText() {
    return "reflow.queue.max-bytes (" + (limits.maxBytes() >> 20) + " MiB)";
  }

  private String sinksText() {
    return sinks.isEmpty() ? "sink" : String.join(" and ", sinks) + " sink";
  }
}
