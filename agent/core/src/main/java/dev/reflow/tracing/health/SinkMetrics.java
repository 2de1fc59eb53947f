package dev.reflow.tracing.health;

/**
 * What became of this run's events at one sink: recorded is shipped, dead-lettered, expired and lag
 * together. Immutable.
 *
 * @param shipped events that the sink has acknowledged
 * @param deadLettered events that it refused and that are kept in a file
 * @param expired events that were deleted before it had them
 * @param earlier events of earlier runs that it has acknowledged or refused
 * @param retried failed attempts, each followed by another
 * @param lagEvents events that it does not have yet
 * @param lagSeconds how long ago the oldest of them was recorded
 * @param avgLatencyMs mean time from an event's start to its acknowledgement, of the last ones
 */
public record SinkMetrics(
    String sink,
    long shipped,
    long deadLettered,
    long expired,
    long earlier,
    long retried,
    long lagEvents,
    double lagSeconds,
    double avgLatencyMs) {}
