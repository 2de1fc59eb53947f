/**
 * Puts the agent together, starts it and stops it.
 *
 * <p>Input: the JVM's {@code Instrumentation} and the agent's argument. Output: a woven application
 * whose flows reach the sinks. Order of start: sinks, ship, queue, capture, gate, weave, with all
 * that is slow on the agent's own thread; it stops in reverse, with a bounded flush. Thread: the
 * JVM's start and exit, and the agent's own. Failure: what was begun is undone in reverse, one line
 * says why, the application runs on.
 */
@NullMarked
package dev.reflow.tracing.runtime;

import org.jspecify.annotations.NullMarked;
