/**
 * Programs that go on until they are told to end.
 *
 * <p>Input: a file whose coming ends them. Output: how many messages they sent. Thread: main.
 * Failure: none. They know nothing of tracing.
 */
@NullMarked
package app.steady;

import org.jspecify.annotations.NullMarked;
