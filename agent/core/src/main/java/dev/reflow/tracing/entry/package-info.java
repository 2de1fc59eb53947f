/**
 * The first classes to run in the agent's own loader, with the rights of its module.
 *
 * <p>Input: the launch's call. Output: the gate on the boot loader, then the runtime started.
 * Thread: the JVM's first, before the application's {@code main}. Failure: thrown to the launch,
 * which says so in one line.
 */
@NullMarked
package dev.reflow.tracing.entry;

import org.jspecify.annotations.NullMarked;
