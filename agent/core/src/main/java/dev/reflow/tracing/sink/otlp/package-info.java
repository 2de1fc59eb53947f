/**
 * Events to whoever takes OpenTelemetry's protocol over HTTP.
 *
 * <p>Input: events and edge counts. Output: a span for each event and metrics of each edge, in
 * protobuf, acknowledged by the receiver's 200. Thread: the shipper's, which waits for a daemon
 * thread {@code reflow-otlp-N}. Failure: typed, one line that says what to do and shows no header's
 * value; what the receiver rejects is poison. The messages are written by ourselves: see {@code
 * docs/adr/0020}.
 */
@NullMarked
package dev.reflow.tracing.sink.otlp;

import org.jspecify.annotations.NullMarked;
