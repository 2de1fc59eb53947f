/**
 * Messages that were sent and did not arrive.
 *
 * <p>Input: events of sends about to begin, of flows, and of handlings about to begin. Output: for
 * each edge how many sends have no flow and how many flows no handling, and which. Thread: one at a
 * time. Failure: none.
 */
@NullMarked
package dev.reflow.tracing.analysis.missing;

import org.jspecify.annotations.NullMarked;
