/**
 * From the queue to a sink, at least once, through every fault.
 *
 * <p>Input: a run's events from its tail. Output: acknowledged batches, then the committed
 * position; events that a sink refuses, in a dead-letter file. Thread: one for each sink. Failure:
 * the position stays where it was, and the batch is tried again after a {@link
 * dev.reflow.tracing.ship.Backoff}, without end.
 */
@NullMarked
package dev.reflow.tracing.ship;

import org.jspecify.annotations.NullMarked;
