/**
 * The only classes of the agent that woven application code can see: a gate, born closed.
 *
 * <p>Input: calls from advice inlined into application methods. Output: the same calls on the
 * {@link dev.reflow.tracing.bootstrap.Tracer} that is swapped in last at start and out first at
 * stop. Thread: the application's. Failure: none; while no tracer is in place every call is a
 * no-op. JDK only; these classes live on the boot loader.
 */
@NullMarked
package dev.reflow.tracing.bootstrap;

import org.jspecify.annotations.NullMarked;
