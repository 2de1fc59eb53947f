/**
 * Statistics of each edge, in one pass and in memory that does not grow with the number of flows.
 *
 * <p>Input: flows, and counts of those that sampling left out. Output: for each edge how many, how
 * fast, how large, how slow, how many failed. Thread: one at a time. Failure: none.
 */
@NullMarked
package dev.reflow.tracing.analysis.stats;

import org.jspecify.annotations.NullMarked;
