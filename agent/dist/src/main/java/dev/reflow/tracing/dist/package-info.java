/**
 * Lays out the agent's jar; runs in the build and is not shipped.
 *
 * <p>Input: the jars of the agent and its libraries. Output: a directory that the jar plugin packs.
 * Thread: Maven's. Failure: the build fails.
 */
@NullMarked
package dev.reflow.tracing.dist;

import org.jspecify.annotations.NullMarked;
