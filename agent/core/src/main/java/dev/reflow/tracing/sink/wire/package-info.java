/**
 * Connections of our own: a socket, TLS over it, HTTP's head.
 *
 * <p>Input: an address, a proxy. Output: bytes in both directions. Thread: blocking calls on a
 * daemon thread of the sink's; whoever waits for that thread closes the wire to end each of its
 * calls. Failure: {@code IOException}; what it means a sink's diagnosis says. Nothing of the JDK's
 * HTTP client is used, because that one logs to the application's handlers and makes some 2.7 KB of
 * garbage for a WebSocket frame: see {@code docs/adr/0027}.
 */
@NullMarked
package dev.reflow.tracing.sink.wire;

import org.jspecify.annotations.NullMarked;
