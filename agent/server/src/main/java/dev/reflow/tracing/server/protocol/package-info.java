/**
 * Reflow's tracing protocol: requests in, answers out, in order.
 *
 * <p>Input: the frames of one connection. Output: what they say for store, queries and
 * subscriptions, and answers. Thread: the connection's; answers may come from the store's. Failure:
 * an {@code Error} of the protocol; the connection stays.
 */
@NullMarked
package dev.reflow.tracing.server.protocol;

import org.jspecify.annotations.NullMarked;
