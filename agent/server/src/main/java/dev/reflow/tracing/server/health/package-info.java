/**
 * What the server says of itself: its log and its figures.
 *
 * <p>Input: counts and lines. Output: lines on stderr, figures for Prometheus and {@code
 * GetMetrics}. Thread: any. Failure: none.
 */
@NullMarked
package dev.reflow.tracing.server.health;

import org.jspecify.annotations.NullMarked;
