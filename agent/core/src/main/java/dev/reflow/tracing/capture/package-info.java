/**
 * A send becomes a record: who sends to whom, what, how big, how long.
 *
 * <p>Input: calls of woven methods, through the gate. Output: {@link
 * dev.reflow.tracing.event.FlowRecord}s given to the queue. Thread: the application's, so nothing
 * here blocks, parks or allocates once a connector and a message class were seen. Failure: the
 * event is dropped and counted; nothing is thrown that advice does not keep from the application.
 *
 * <p>How a send passes: {@link dev.reflow.tracing.capture.FlowTracer} finds the thread's {@code
 * ThreadContext} and the {@code ConnectorSite} of the woven method; the site gives the connector's
 * {@code ConnectorState} (endpoints, read once) and the message's {@code MessageShape} (accessors,
 * found once); the facts go into the frame's record, and at the end of the send to the queue.
 */
@NullMarked
package dev.reflow.tracing.capture;

import org.jspecify.annotations.NullMarked;
