/**
 * Where events go to: what every sink does, and how it says that it could not.
 *
 * <p>Input: events, one by one, from a shipper. Output: an acknowledgement for all of them, or a
 * typed failure. Thread: the shipper's, one for each sink. Failure: {@link
 * dev.reflow.tracing.sink.SinkException}, whose text says what to do and holds no secret.
 */
@NullMarked
package dev.reflow.tracing.sink;

import org.jspecify.annotations.NullMarked;
