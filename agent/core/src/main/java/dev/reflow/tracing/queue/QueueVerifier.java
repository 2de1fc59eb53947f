package dev.reflow.tracing.queue;

import java.util.ArrayList;
import java.util.List;

/** Reads every record of a run. Stateless; any thread. */
public final class QueueVerifier {

  private static final int BATCH = 10_000;

  /**
   * What a run holds. Immutable.
   *
   * @param openPages pages that are being written now, or were when their process was killed; their
   *     committed events are whole and counted
   */
  public record Report(int files, long pages, long events, int openPages, List<Damage> damages) {}

  private QueueVerifier() {}

  public static Report verify(RunDirectory run) {
    List<Damage> damages = new ArrayList<>();
    try (EventTail tail = EventTail.open(run, damages::add)) {
      long events = 0;
      for (int read = BATCH; read > 0; events += read) {
        read = tail.poll(event -> {}, BATCH);
      }
      int files = tail.stripes().stream().mapToInt(StripeTail::files).sum();
      long pages = tail.stripes().stream().mapToLong(StripeTail::pages).sum();
      int open = (int) tail.stripes().stream().filter(StripeTail::isOpenPage).count();
      return new Report(files, pages, events, open, List.copyOf(damages));
    }
  }
}
