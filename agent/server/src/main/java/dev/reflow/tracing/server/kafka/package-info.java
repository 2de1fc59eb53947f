/**
 * Events that agents have written to a topic of Kafka's.
 *
 * <p>Input: the partitions that the consumer group gives to this server. Output: events for the
 * store's intake; a position is committed once what lies before it is stored. Thread: one, {@code
 * reflow-kafka}. Failure: what the store does not take is read again, with growing delay; a record
 * that is no event is counted, told of once, and left out.
 */
@NullMarked
package dev.reflow.tracing.server.kafka;

import org.jspecify.annotations.NullMarked;
