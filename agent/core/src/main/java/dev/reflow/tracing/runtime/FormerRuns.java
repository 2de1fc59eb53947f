package dev.reflow.tracing.runtime;

import dev.reflow.tracing.ship.ShipCounters;
import dev.reflow.tracing.ship.Shipper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became, sink by sink, of the events in directories of this process that somebody deleted:
 * with it the sums of a sink hold for the whole process. Any thread.
 */
final class FormerRuns {

  /**
   * One sink's.
   *
   * @param expired those that it never got, deleted with their directory or before
   */
  record Sums(long shipped, long deadLettered, long expired, long earlier, long retried) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    private Sums plus(Sums more) {
      return new Sums(
          shipped + more.shipped,
          deadLettered + more.deadLettered,
          expired + more.expired,
          earlier + more.earlier,
          retried + more.retried);
    }
  }

  private final Map<String, Sums> bySink = new ConcurrentHashMap<>();

  /** Of the sink of that name. */
  Sums of(String sink) {
    return bySink.getOrDefault(sink, Sums.NONE);
  }

  /**
   * Adds a run whose directory is gone and whose shippers have ended.
   *
   * @param recorded events that were recorded there
   * @return how many of them sinks do not have that nobody has counted yet, all sinks together
   */
  long add(List<Shipper> shippers, long recorded) {
    long lost = 0;
    for (Shipper shipper : shippers) {
      ShipCounters counters = shipper.counters();
      long had = counters.acknowledged() + counters.deadLettered();
      long missing = Math.max(0, recorded - had);
      lost += Math.max(0, missing - shipper.expired());
      Sums these =
          new Sums(
              counters.acknowledged(),
              counters.deadLettered(),
              missing,
              counters.earlier(),
              counters.retries());
      bySink.merge(shipper.sink(), these, Sums::plus);
    }
    return lost;
  }
}
