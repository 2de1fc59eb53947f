/**
 * The event: what one flow of a message is, in memory, as bytes in the queue, and as JSON on the
 * wire.
 *
 * <p>Input: the facts of a send. Output: a record laid out as {@link
 * dev.reflow.tracing.event.EventLayout} draws it, and views that read it back. Thread: any; each
 * shared type states its own rule. Failure: the caller decides; writing never allocates or throws
 * for want of room, reading throws {@link dev.reflow.tracing.event.CorruptRecordException} naming
 * the place.
 */
@NullMarked
package dev.reflow.tracing.event;

import org.jspecify.annotations.NullMarked;
