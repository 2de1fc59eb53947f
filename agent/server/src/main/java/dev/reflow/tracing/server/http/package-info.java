/**
 * The server's face to the network: HTTP, WebSockets and who may use them. The only package that
 * knows Jetty.
 *
 * <p>Input: connections. Output: conversations of the protocol, answers of the HTTP API, the
 * dashboard's files. Thread: Jetty's. Failure: a status and one line as JSON; a request that breaks
 * a rule of safety is refused and counted.
 */
@NullMarked
package dev.reflow.tracing.server.http;

import org.jspecify.annotations.NullMarked;
