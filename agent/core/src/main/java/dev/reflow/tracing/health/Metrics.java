package dev.reflow.tracing.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tracing did so far and what it costs, at one moment. Immutable.
 *
 * @param timeMs milliseconds since the epoch
 * @param eventsPerSecond events recorded in the second before
 * @param avgLatencyMs mean time from an event's start to a sink's acknowledgement, of the last
 *     events that were acknowledged; 0 before there is one
 * @param memoryUsageMb MiB of the queue's files that are mapped, as far as they take room; the heap
 *     is not among it
 * @param fates events by what became of them; those without any are left out
 * @param bytesOnDisk all files of this run's queue
 * @param causesForgotten causes that made room for later ones, so that events have no parent
 */
public record Metrics(
    long timeMs,
    double eventsPerSecond,
    double avgLatencyMs,
    double memoryUsageMb,
    Map<Fate, Long> fates,
    long bytesOnDisk,
    long causesForgotten,
    List<SinkMetrics> sinks,
    List<StripeMetrics> stripes) {

  /** What there is before the queue is open. */
  public static final Metrics NONE = new Metrics(0, 0, 0, 0, Map.of(), 0, 0, List.of(), List.of());

  public Metrics {
    fates = Map.copyOf(fates);
    sinks = List.copyOf(sinks);
    stripes = List.copyOf(stripes);
  }

  /** Events that met {@code fate}. */
  public long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  public long recorded() {
    return of(Fate.RECORDED);
  }

  public long sampledOut() {
    return of(Fate.SAMPLED_OUT);
  }

  /** Events that never came to the queue, though they were to. */
  public long dropped() {
    return drops().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Dropped events by {@link Fate#key}, all kinds, in their order. */
  public Map<String, Long> drops() {
    Map<String, Long> drops = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      if (fate.isDrop()) {
        drops.put(fate.key(), of(fate));
      }
    }
    return drops;
  }

  /** Events acknowledged, counted once for each sink. */
  public long shipped() {
    return sinks.stream().mapToLong(SinkMetrics::shipped).sum();
  }

  /** Failed attempts of all sinks. */
  public long retried() {
    return sinks.stream().mapToLong(SinkMetrics::retried).sum();
  }

  /** Events that the sink which is most behind does not have yet. */
  public long lagEvents() {
    return sinks.stream().mapToLong(SinkMetrics::lagEvents).max().orElse(0);
  }

  /** How long ago the oldest event was recorded that a sink does not have yet. */
  public double lagSeconds() {
    return sinks.stream().mapToDouble(SinkMetrics::lagSeconds).max().orElse(0);
  }

  /** Whether all but the time is the same. */
  public boolean isLike(Metrics other) {
    return at(0).equals(other.at(0));
  }

  private Metrics at(long otherTimeMs) {
    return new Metrics(
        otherTimeMs,
        eventsPerSecond,
        avgLatencyMs,
        memoryUsageMb,
        fates,
        bytesOnDisk,
        causesForgotten,
        sinks,
        stripes);
  }
}
