/**
 * Events to a server that speaks Reflow's tracing protocol over WebSocket.
 *
 * <p>Input: events. Output: one {@code RecordEvent} text frame for each, sent without waiting for
 * the answer before; at commit the answers are awaited, which come in order. Thread: the shipper's;
 * the JDK's HTTP client reads answers on daemon threads {@code reflow-websocket-N} of its own. It
 * goes to the server directly, through no proxy, cookie store, authenticator or TLS setting of the
 * application. Failure: typed, one line that says what to do; a single event that the server calls
 * invalid is poison. A server that stays silent is a failure after a time-out.
 */
@NullMarked
package dev.reflow.tracing.sink.websocket;

import org.jspecify.annotations.NullMarked;
