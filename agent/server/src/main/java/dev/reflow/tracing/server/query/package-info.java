/**
 * Questions to the store.
 *
 * <p>Input: what is asked for. Output: events, edges, lineages, graphs, rows. Thread: the asking
 * connection's. Failure: {@link dev.reflow.tracing.server.store.StoreException}, which says whose
 * fault it is; nothing here writes.
 */
@NullMarked
package dev.reflow.tracing.server.query;

import org.jspecify.annotations.NullMarked;
