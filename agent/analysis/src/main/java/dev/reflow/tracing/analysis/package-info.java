/**
 * What every analysis takes: a stream of flows from any source, a queue or a store.
 *
 * <p>Input: flows, one by one, through {@link dev.reflow.tracing.analysis.Flow}; counts of what
 * sampling left out. Output: nothing of its own; see the packages below. Thread: the caller's; each
 * analysis belongs to one thread at a time. Failure: none; what a flow says is taken as it is.
 */
@NullMarked
package dev.reflow.tracing.analysis;

import org.jspecify.annotations.NullMarked;
