/**
 * Events to a server that speaks Reflow's tracing protocol over WebSocket.
 *
 * <p>Input: events. Output: to a server that selects sub-protocol {@code reflow-batch.v1}, frames
 * with an array of {@code RecordEvent} requests, compressed, each with one answer; to any other,
 * one {@code RecordEvent} text frame for each event. Frames follow each other without waiting, many
 * with one write; at commit the answers are awaited, which come in order. The client is our own:
 * see {@code docs/adr/0027}. Thread: the shipper's; a daemon thread {@code reflow-websocket-N}
 * opens each connection and reads the answers. It goes to the server directly or through the proxy
 * of the agent's settings, and uses no cookie store, authenticator or TLS setting of the
 * application. Failure: typed, one line that says what to do; what the server calls invalid is
 * poison. A server that stays silent is a failure after a time-out.
 */
@NullMarked
package dev.reflow.tracing.sink.websocket;

import org.jspecify.annotations.NullMarked;
