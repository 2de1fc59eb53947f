/**
 * An event as the server holds it, read from and written as the JSON of Reflow's protocol.
 *
 * <p>Input: JSON of clients. Output: {@link dev.reflow.tracing.server.event.StoredEvent}, and JSON
 * again. Thread: a reader belongs to one thread at a time; events are read by any once they are
 * filled. Failure: {@link dev.reflow.tracing.server.event.MalformedException} with one line for the
 * client.
 */
@NullMarked
package dev.reflow.tracing.server.event;

import org.jspecify.annotations.NullMarked;
