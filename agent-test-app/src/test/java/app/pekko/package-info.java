/**
 * Pekko actors, classic and typed, that talk to each other in every way that there is.
 *
 * <p>Input: a file to write to. Output: in that file a line for each message that was told: from,
 * to, id. Thread: Pekko's. Failure: ends the program. Knows nothing of tracing.
 */
@NullMarked
package app.pekko;

import org.jspecify.annotations.NullMarked;
