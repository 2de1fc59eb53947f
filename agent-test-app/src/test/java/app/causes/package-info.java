/**
 * Programs that write down by themselves which message caused which. They know nothing of the
 * agent.
 *
 * <p>Input: the file to write. Output: one line for each message sent, with the delivery that
 * caused it. Thread: several at once. Failure: exit status 1.
 */
@NullMarked
package app.causes;

import org.jspecify.annotations.NullMarked;
