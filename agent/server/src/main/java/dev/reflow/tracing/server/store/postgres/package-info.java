/**
 * The store of a system that is larger than one machine: table {@code data_flow_events} of a
 * PostgreSQL, partitioned by day. The table is the agent's sink's as well.
 *
 * <p>Input: batches of events. Output: rows, and connections for reading. Thread: one writes, any
 * reads. Failure: {@link dev.reflow.tracing.server.store.StoreException}; a batch is written whole
 * or not at all, and the next one connects anew.
 */
@NullMarked
package dev.reflow.tracing.server.store.postgres;

import org.jspecify.annotations.NullMarked;
