package dev.reflow.tracing.analysis.stats;

/**
 * Exact totals of flows of one edge that sampling left out. Immutable.
 *
 * @param flows how many
 * @param bytes of their messages
 * @param errors how many of them failed
 * @param totalNs sum of their transfer times
 * @param maxNs the longest of their transfer times
 */
public record EdgeCounts(long flows, long bytes, long errors, long totalNs, long maxNs) {}
