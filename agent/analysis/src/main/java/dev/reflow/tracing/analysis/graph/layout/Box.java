package dev.reflow.tracing.analysis.graph.layout;

import java.util.List;

/**
 * Something to be placed. Immutable. Lengths are in pixels.
 *
 * @param group which boxes stand together
 * @param portsFrom how far below the box's top its first port is
 * @param portRow from one port to the next below
 * @param inPorts names of the ports at the left side
 * @param outPorts names of the ports at the right side
 */
public record Box(
    int group,
    double width,
    double height,
    double portsFrom,
    double portRow,
    List<String> inPorts,
    List<String> outPorts) {}
