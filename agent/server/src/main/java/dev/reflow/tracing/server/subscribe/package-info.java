/**
 * Who wants to see events as they come.
 *
 * <p>Input: events that were just stored. Output: notifications, to each subscriber those that its
 * filters let through. Thread: the store's, which never waits; a subscriber's own connection sends.
 * Failure: none; a subscriber that is too slow gets a share of its events and is told how many were
 * left out.
 */
@NullMarked
package dev.reflow.tracing.server.subscribe;

import org.jspecify.annotations.NullMarked;
