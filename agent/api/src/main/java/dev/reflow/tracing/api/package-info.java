/**
 * What an application may say of its data flow on purpose.
 *
 * <p>Input: calls of the application's. Output: the same calls on the agent, which gives the
 * methods of {@code AgentCalls} their bodies when it is there; without it, nothing. Thread: the
 * caller's. Failure: none that the caller sees. JDK only.
 */
@NullMarked
package dev.reflow.tracing.api;

import org.jspecify.annotations.NullMarked;
