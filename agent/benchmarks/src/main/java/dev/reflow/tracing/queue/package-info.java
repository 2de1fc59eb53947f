/**
 * Races of the queue's parts, by jcstress; in the package of what they race.
 *
 * <p>Input: none. Output: which outcomes were seen. Thread: jcstress's. Failure: an outcome that is
 * forbidden fails the run.
 */
@NullMarked
package dev.reflow.tracing.queue;

import org.jspecify.annotations.NullMarked;
