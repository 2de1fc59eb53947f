/**
 * Where the agent's settings come from and what each may be.
 *
 * <p>Input: the agent's argument, system properties, environment and a properties file. Output:
 * immutable, typed {@link dev.reflow.tracing.config.Settings} and a line for each problem found.
 * Thread: any, no state. Failure: never throws; a bad value is an error among the problems, and the
 * default stands in its place.
 */
@NullMarked
package dev.reflow.tracing.config;

import org.jspecify.annotations.NullMarked;
