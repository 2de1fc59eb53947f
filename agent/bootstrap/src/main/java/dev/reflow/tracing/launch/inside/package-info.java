/**
 * The first classes to run inside the agent's own loader, and with the rights of its module.
 *
 * <p>Input: what the launch found. Output: the gate on the boot loader, and the agent's runtime
 * started. Thread: the JVM's first, before the application's {@code main}. Failure: thrown to the
 * launch, which says so in one line.
 */
@NullMarked
package dev.reflow.tracing.launch.inside;

import org.jspecify.annotations.NullMarked;
