/**
 * What comes in: frames and lines, unpacked and read.
 *
 * <p>Input: bytes of clients, compressed or not. Output: events for the store's intake. Thread: the
 * connection's. Failure: {@link dev.reflow.tracing.server.event.MalformedException} with one line
 * for the client; what unpacks to more than a frame may hold is malformed.
 */
@NullMarked
package dev.reflow.tracing.server.collect;

import org.jspecify.annotations.NullMarked;
