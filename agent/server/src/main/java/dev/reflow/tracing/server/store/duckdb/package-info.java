/**
 * The embedded store: one DuckDB file in a directory of the server's.
 *
 * <p>Input: batches of events. Output: rows, and connections for reading. Thread: one writes, any
 * reads. Failure: {@link dev.reflow.tracing.server.store.StoreException}; a batch is written whole
 * or not at all.
 */
@NullMarked
package dev.reflow.tracing.server.store.duckdb;

import org.jspecify.annotations.NullMarked;
