/**
 * Events to a topic of Kafka's.
 *
 * <p>Input: events. Output: records of many events each, or one, in the partition of their trace's
 * id, which is the key of the first; the value is JSON or the queue's binary records, as the header
 * {@code reflow-format} says. Acknowledged once the brokers have all of a batch. Thread: the
 * shipper's; Kafka's producer sends on a daemon thread of its own, which has the agent's class
 * loader. Failure: typed, one line that says what to do and shows none of the client's secret
 * properties; an event that the brokers refuse is poison. Kafka's client is used here and nowhere
 * else.
 */
@NullMarked
package dev.reflow.tracing.sink.kafka;

import org.jspecify.annotations.NullMarked;
