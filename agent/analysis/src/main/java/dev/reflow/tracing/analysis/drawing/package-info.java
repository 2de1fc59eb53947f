/**
 * Graphs and lineages as SVG, for browsers in light and dark.
 *
 * <p>Input: a graph or a lineage. Output: one SVG document without scripts and without anything to
 * load. Thread: any; a drawing is used once. Failure: none; names are escaped, whatever is in them.
 */
@NullMarked
package dev.reflow.tracing.analysis.drawing;

import org.jspecify.annotations.NullMarked;
