/**
 * The tracing server: its command line, and what is started in which order.
 *
 * <p>Input: arguments. Output: a server that collects events, stores them and answers questions,
 * until it is told to stop. Thread: the JVM's first waits; a hook stops the rest. Failure: one line
 * on stderr and an exit status, 2 for wrong arguments, 3 for what cannot be done.
 */
@NullMarked
package dev.reflow.tracing.server;

import org.jspecify.annotations.NullMarked;
