/**
 * Events as rows of a PostgreSQL table.
 *
 * <p>Input: events. Output: rows of {@code data_flow_events}, one for each event however often it
 * is sent: a batch is copied into a table of the session's own and taken over from there by one
 * statement that leaves out what is there already. {@link
 * dev.reflow.tracing.sink.postgres.DataFlowEvents} makes the table and is the server's as well.
 * Thread: the shipper's; the driver's library is loaded when the sink is opened first. Failure:
 * typed, one line that says what to do and holds no password; what the server refuses because of
 * one event's content is poison.
 */
@NullMarked
package dev.reflow.tracing.sink.postgres;

import org.jspecify.annotations.NullMarked;
