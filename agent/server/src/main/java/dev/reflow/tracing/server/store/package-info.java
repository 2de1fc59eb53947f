/**
 * Where events are kept: one row for each, whatever is sent twice, durable before it is
 * acknowledged.
 *
 * <p>Input: submissions of whoever collects. Output: receipts, new events for subscribers, and
 * read-only connections for queries. Thread: submissions and reads come from any; one thread,
 * {@code reflow-store}, writes. Failure: {@link dev.reflow.tracing.server.store.StoreException};
 * what was not stored is not acknowledged, and its sender sends it again.
 */
@NullMarked
package dev.reflow.tracing.server.store;

import org.jspecify.annotations.NullMarked;
