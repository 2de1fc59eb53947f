/**
 * Runs programs in JVMs of their own under the agent's built jar, and compares what was traced with
 * what the programs say they sent.
 *
 * <p>Input: the agent's jar and the programs of package {@code app}. Output: test verdicts; each
 * run's directory stays below {@code target/runs}. Thread: the test's. Failure: an assertion that
 * shows what the run printed.
 */
@NullMarked
package dev.reflow.e2e;

import org.jspecify.annotations.NullMarked;
