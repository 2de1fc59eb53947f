package dev.reflow.tracing.server.subscribe;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One subscription. Holds so many notifications; when there are more than its connection takes, it
 * keeps one of two, of four, of eight, and says in each how many were left out before it, in the
 * last one that waits also how many behind it. Any thread.
 */
public final class Subscriber {

  private static final int MOST_WAITING = 2_000;
  private static final int MOST_IN_FLIGHT = 32;
  private static final int MOST_SPARSE = 1 << 16;

  private final Filters filters;
  private final Outlet outlet;
  private final Figures figures;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int inFlight;
  private int keepOneIn = 1;

  /** Whether none was kept since fewer are. */
  private boolean isSparse;

  private long seen;
  private long leftOut;
  private boolean isOver;

  Subscriber(Filters filters, Outlet outlet, Figures figures) {
    this.filters = filters;
    this.outlet = outlet;
    this.figures = figures;
  }

  /** Takes an event that was stored. */
  void offer(StoredEvent event) {
    if (!filters.matches(event)) {
      return;
    }
    lock.lock();
    try {
      if (isOver || !isKept()) {
        leftOut++;
        figures.notificationsLeftOut.increment();
        return;
      }
      waiting.add(notification(event, leftOut, keepOneIn));
      leftOut = 0;
    } finally {
      lock.unlock();
    }
    pump();
  }

  /** Where one is left out, another one waits that will tell of it. */
  private boolean isKept() {
    if (waiting.isEmpty()) {
      keepOneIn = inFlight == 0 ? 1 : keepOneIn;
      isSparse = false;
      return true;
    }
    if (waiting.size() < MOST_WAITING) {
      boolean isKept = ++seen % keepOneIn == 0;
      isSparse &= !isKept;
      return isKept;
    }
    if (!isSparse) {
      // Once, until it is known whether that is sparse enough.
      isSparse = true;
      keepOneIn = Math.min(MOST_SPARSE, keepOneIn * 2);
    }
    return false;
  }

  /**
   * Without its last two braces, behind which there may come more. Extra fields are ignored by
   * clients that do not know them.
   */
  private static String notification(StoredEvent event, long leftOut, int keepOneIn) {
    String json =
        new String(
            event.frame, event.frameFrom, event.frameTo - event.frameFrom, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(json.length() + 160);
    text.append("{\"EventNotification\":{\"trace_id\":\"").append(event.traceId());
    text.append("\",\"event\":").append(json);
    if (leftOut > 0 || keepOneIn > 1) {
      text.append(",\"left_out\":").append(leftOut);
      text.append(",\"kept_one_in\":").append(keepOneIn);
    }
    return text.toString();
  }

  private void pump() {
    for (String next = next(); next != null; next = next()) {
      figures.notificationsSent.increment();
      outlet.send(next, this::sent);
    }
  }

  private @Nullable String next() {
    lock.lock();
    try {
      if (isOver || inFlight >= MOST_IN_FLIGHT || waiting.isEmpty()) {
        return null;
      }
      inFlight++;
      String next = waiting.remove();
      if (!waiting.isEmpty()) {
        return next + "}}";
      }
      keepOneIn = Math.max(1, keepOneIn / 2);
      // Nothing may come behind it for long.
      String after = leftOut > 0 ? ",\"left_out_after\":" + leftOut : "";
      leftOut = 0;
      return next + after + "}}";
    } finally {
      lock.unlock();
    }
  }

  private void sent() {
    lock.lock();
    try {
      inFlight--;
    } finally {
      lock.unlock();
    }
    pump();
  }

  /** Sends nothing any more. */
  void end() {
    lock.lock();
    try {
      isOver = true;
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }
}
