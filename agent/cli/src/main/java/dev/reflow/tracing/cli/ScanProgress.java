package dev.reflow.tracing.cli;

import dev.reflow.tracing.queue.RunDirectory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Says on a terminal how far a long scan is. One thread. */
final class ScanProgress {

  /** A scan shorter than this says nothing. */
  private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Terminal terminal;
  private final List<RunDirectory> runs;
  private final long beginNs = System.nanoTime();
  private long shownNs = beginNs + QUIET_NS - EVERY_NS;
  private long totalBytes = -1;
  private long bytes;
  private long events;

  ScanProgress(Terminal terminal, List<RunDirectory> runs) {
    this.terminal = terminal;
    this.runs = runs;
  }

  /** Counts one event that takes {@code recordBytes} on the queue. */
  void add(int recordBytes) {
    events++;
    bytes += recordBytes;
  }

  void show() {
    long nowNs = System.nanoTime();
    if (!terminal.isErrorInteractive() || nowNs - shownNs < EVERY_NS) {
      return;
    }
    shownNs = nowNs;
    if (totalBytes < 0) {
      totalBytes = runs.stream().mapToLong(run -> DiskUse.of(run.path())).sum();
    }
    // Files are larger than the events in them, and a living process adds to both.
    long percent = totalBytes == 0 ? 0 : Math.min(99, 100 * bytes / totalBytes);
    double seconds = (nowNs - beginNs) / 1e9;
    terminal.progress(
        String.format(
            "%2d%%  %s events read  %s/s",
            percent, Figures.count(events), Figures.roughCount(events / seconds)));
  }

  void end() {
    terminal.clearProgress();
  }
}
