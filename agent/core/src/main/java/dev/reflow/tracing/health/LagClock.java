package dev.reflow.tracing.health;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Turns a lag in events into one in time: remembers how many events there were when, thinned out so
 * that a lag of days takes no more memory than one of minutes. One thread.
 */
public final class LagClock {

  private static final int MOST_MARKS = 512;

  /** At {@code timeNs} there were {@code events}. */
  private record Mark(long timeNs, long events) {}

  private Deque<Mark> marks = new ArrayDeque<>();
  private long apartNs;

  /**
   * How long ago the first event behind {@code passed} was recorded.
   *
   * @param recorded events there are now
   * @param passed how many of them, the oldest, are done with
   * @return nanoseconds; 0 when none is left
   */
  public long lagNs(long nowNs, long recorded, long passed) {
    while (!marks.isEmpty() && marks.getFirst().events <= passed) {
      marks.removeFirst();
    }
    if (recorded <= passed) {
      marks.clear();
      apartNs = 0;
      return 0;
    }
    if (marks.isEmpty() || isDue(marks.getLast(), nowNs, recorded)) {
      marks.addLast(new Mark(nowNs, recorded));
      thinOut();
    }
    return nowNs - marks.getFirst().timeNs;
  }

  private boolean isDue(Mark last, long nowNs, long recorded) {
    return recorded > last.events && nowNs - last.timeNs >= apartNs;
  }

  private void thinOut() {
    if (marks.size() <= MOST_MARKS) {
      return;
    }
    Deque<Mark> kept = new ArrayDeque<>();
    boolean keep = true;
    for (Mark mark : marks) {
      if (keep) {
        kept.addLast(mark);
      }
      keep = !keep;
    }
    apartNs = 2 * (marks.getLast().timeNs - marks.getFirst().timeNs) / marks.size();
    marks = kept;
  }
}
