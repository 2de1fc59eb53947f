package dev.reflow.tracing.queue;

import java.util.List;

/** Reads every record of a run. */
@SuppressWarnings("DoNotCallSuggester") // signatures first; bodies follow at once
public final class QueueVerifier {

  /**
   * What a run holds. Immutable.
   *
   * @param tornPages pages that their process left open when it ended; their events are counted
   */
  public record Report(int files, long pages, long events, int tornPages, List<Damage> damages) {}

  private QueueVerifier() {}

  public static Report verify(RunDirectory run) throws QueueUnavailableException {
    throw new UnsupportedOperationException();
  }
}
