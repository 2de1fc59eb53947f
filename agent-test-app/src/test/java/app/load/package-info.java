/**
 * A program that sends very many messages from many threads at once.
 *
 * <p>Input: how many threads, of which kind, how many messages each. Output: each message's number
 * is its id. Thread: as many as asked for. Failure: ends the program. Knows nothing of tracing.
 */
@NullMarked
package app.load;

import org.jspecify.annotations.NullMarked;
