/**
 * Where a message came from and what it led to.
 *
 * <p>Input: a message's or an event's id, and two passes over the flows. Output: a tree of what
 * caused it and what it caused, with times. Thread: one at a time. Failure: none; chains that bite
 * their own tail, or whose beginning is lost, are shown as far as they go.
 */
@NullMarked
package dev.reflow.tracing.analysis.lineage;

import org.jspecify.annotations.NullMarked;
