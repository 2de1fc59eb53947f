/**
 * Who sends to whom: the actors of a system and the edges between them, and the same as DOT,
 * Mermaid and JSON.
 *
 * <p>Input: summaries of edges. Output: a graph, and texts of it. Thread: any; a graph is
 * immutable. Failure: none; names are quoted as each format asks for, whatever is in them.
 */
@NullMarked
package dev.reflow.tracing.analysis.graph;

import org.jspecify.annotations.NullMarked;
