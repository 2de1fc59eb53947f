package dev.reflow.tracing.analysis;

/**
 * Exact numbers of what passed over one edge in one span of time, flows that sampling left out
 * included. Spans of one edge do not overlap. Immutable.
 *
 * @param flows how many
 * @param sampledOut how many of them sampling left out
 * @param bytes of all their messages
 * @param errors how many of them failed
 * @param longestNs the longest of the transfer times that were taken
 */
public record FlowCounts(long flows, long sampledOut, long bytes, long errors, long longestNs) {}
