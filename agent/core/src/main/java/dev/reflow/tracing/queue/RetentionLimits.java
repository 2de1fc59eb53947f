package dev.reflow.tracing.queue;

import java.time.Duration;

/**
 * What a queue keeps. Immutable.
 *
 * @param maxBytes all files of all runs together
 * @param maxAge since a file was written last
 * @param dropsNew whether recording stops where the limit on bytes would cost a sink events that it
 *     does not have yet; otherwise the oldest of them go
 */
public record RetentionLimits(long maxBytes, Duration maxAge, boolean dropsNew) {}
