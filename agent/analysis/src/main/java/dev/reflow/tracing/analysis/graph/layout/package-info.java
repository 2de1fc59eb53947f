/**
 * Where the actors and edges of a graph stand on a page: the only package that knows ELK.
 *
 * <p>Input: boxes with ports, and lines between ports. Output: coordinates. Thread: any; ELK's own
 * registry is filled once. Failure: none known; ELK's exceptions are let through.
 */
@NullMarked
package dev.reflow.tracing.analysis.graph.layout;

import org.jspecify.annotations.NullMarked;
