/**
 * Measures what the agent costs, beside other agents, in one run.
 *
 * <p>Input: the built agent, the other agents' jars, a number of rounds. Output: Markdown tables on
 * standard output. Thread: main. Failure: a measured program that fails ends the run and shows its
 * log.
 */
@NullMarked
package dev.reflow.tracing.benchmarks;

import org.jspecify.annotations.NullMarked;
