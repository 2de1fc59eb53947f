/**
 * The way into the agent's jar: the only classes that the application's class path can see.
 *
 * <p>Input: the JVM's call of {@code premain}, {@code agentmain} or {@code main}. Output: the agent
 * or its command line, running in a {@link dev.reflow.tracing.launch.AgentLoader} of its own.
 * Thread: the JVM's first, before the application's {@code main}; the loader is called from any.
 * Failure: one line on stderr, and the application runs on untraced.
 */
@NullMarked
package dev.reflow.tracing.launch;

import org.jspecify.annotations.NullMarked;
