package dev.reflow.tracing.analysis.graph.layout;

import java.util.List;

/**
 * Something to be placed. Immutable. Lengths are in pixels.
 *
 * @param group which boxes stand together
 * @param width least width
 * @param height least height
 * @param portsFrom distance from the box's top below which its ports are
 * @param inPorts names of the ports at the left side
 * @param outPorts names of the ports at the right side
 */
public record Box(
    int group,
    double width,
    double height,
    double portsFrom,
    List<String> inPorts,
    List<String> outPorts) {}
