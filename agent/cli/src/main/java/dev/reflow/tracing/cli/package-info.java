/**
 * The command line over the local queue.
 *
 * <p>Input: arguments, configuration, the queues on this machine's disk. Output: lines for people
 * on a terminal, JSON for machines. Thread: the main thread; a command owns everything it opens.
 * Failure: one clear line on the error stream and an exit status, never a stack trace.
 */
@NullMarked
package dev.reflow.tracing.cli;

import org.jspecify.annotations.NullMarked;
