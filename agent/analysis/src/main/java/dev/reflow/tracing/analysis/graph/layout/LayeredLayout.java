package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedBox;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places boxes in layers along the flow by ELK. Used once, by one thread. */
public final class LayeredLayout {

  private static final double LABEL_HEIGHT = 14;
  private static final double GROUP_TITLE = 30;
  private static final double PADDING = 16;
  private static final double ASPECT = 1.6;

  /** How much of the usual room between boxes and lines is left where they stand close. */
  private static final double CLOSE = 0.72;

  private final ElkNode page = ElkGraphUtil.createGraph();
  private final Map<Integer, ElkNode> groups = new TreeMap<>();
  private final List<ElkNode> nodes = new ArrayList<>();
  private final List<Map<String, ElkPort>> inPorts = new ArrayList<>();
  private final List<Map<String, ElkPort>> outPorts = new ArrayList<>();
  private final List<ElkEdge> edges = new ArrayList<>();

  private final Manner manner;

  /**
   * How the layers lie. Immutable.
   *
   * @param order whether boxes and lines keep to the order in which they are given
   * @param isDown from top to bottom, the lines at the upper and lower sides of boxes; else from
   *     left to right
   * @param aspect width divided by height of a page that parts without lines between them share
   * @param isClose with little room between, and none around
   */
  private record Manner(OrderingStrategy order, boolean isDown, double aspect, boolean isClose) {
    Manner unordered() {
      return new Manner(OrderingStrategy.NONE, isDown, aspect, isClose);
    }
  }

  private LayeredLayout(Manner manner) {
    this.manner = manner;
  }

  /** Places {@code boxes} from left to right and routes {@code lines} between them. */
  public static Placement of(List<Box> boxes, List<Line> lines) {
    return of(boxes, lines, new Manner(OrderingStrategy.NONE, false, ASPECT, false));
  }

  /**
   * The same for a graph that is laid out again and again while it grows: boxes and lines keep to
   * the order in which they are given where that costs little, so what comes later does not turn
   * over what stood there before. (Not with several groups: ELK 0.12.1 fails there, as it numbers
   * no graph inside of another.)
   *
   * @param isDown from top to bottom rather than from left to right
   * @param isClose with little room between
   */
  static Placement ofGrowing(List<Box> boxes, List<Line> lines, boolean isDown, boolean isClose) {
    Manner manner = new Manner(OrderingStrategy.NODES_AND_EDGES, isDown, ASPECT, isClose);
    return of(boxes, lines, manner);
  }

  /**
   * The same of one group among others.
   *
   * @param aspect width divided by height of what parts without lines between them shall fill
   */
  static Block blockOf(List<Box> boxes, List<Line> lines, boolean isDown, double aspect) {
    Manner manner = new Manner(OrderingStrategy.NODES_AND_EDGES, isDown, aspect, true);
    Placement placed = of(boxes, lines, manner);
    return new Block(
        placed.width(),
        placed.height(),
        placed.boxes().stream().map(PlacedBox::area).toList(),
        placed.lines());
  }

  private static Placement of(List<Box> boxes, List<Line> lines, Manner manner) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    boolean grouped = boxes.stream().mapToInt(Box::group).distinct().count() > 1;
    LayeredLayout layout = new LayeredLayout(grouped ? manner.unordered() : manner);
    layout.configurePage(lines.size());
    boxes.forEach(box -> layout.add(box, grouped));
    lines.forEach(layout::add);
    new RecursiveGraphLayoutEngine().layout(layout.page, new BasicProgressMonitor());
    return layout.placement();
  }

  private void configurePage(int lines) {
    configure(page);
    page.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    page.setProperty(CoreOptions.PADDING, new ElkPadding(manner.isClose() ? 0 : PADDING));
    page.setProperty(CoreOptions.ASPECT_RATIO, manner.aspect());
    // Its thoroughness is the number of tries at untangling; large graphs would take minutes.
    page.setProperty(LayeredOptions.THOROUGHNESS, lines > 400 ? 3 : 10);
  }

  private void configure(ElkNode node) {
    node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    node.setProperty(CoreOptions.DIRECTION, manner.isDown() ? Direction.DOWN : Direction.RIGHT);
    node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    node.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, manner.order());
    double room = manner.isClose() ? CLOSE : 1;
    node.setProperty(LayeredOptions.SPACING_NODE_NODE, 22 * room);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14 * room);
    node.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 9 * room);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 36 * room);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 18 * room);
    node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 9 * room);
  }

  private void add(Box box, boolean grouped) {
    ElkNode parent = grouped ? groups.computeIfAbsent(box.group(), key -> group()) : page;
    ElkNode node = ElkGraphUtil.createNode(parent);
    node.setDimensions(box.width(), box.height());
    nodes.add(node);
    if (manner.isDown()) {
      node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
      inPorts.add(ports(node, box, PortSide.NORTH));
      outPorts.add(ports(node, box, PortSide.SOUTH));
    } else {
      node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
      inPorts.add(ports(node, box, PortSide.WEST));
      outPorts.add(ports(node, box, PortSide.EAST));
    }
  }

  private ElkNode group() {
    ElkNode group = ElkGraphUtil.createNode(page);
    configure(group);
    group.setProperty(CoreOptions.PADDING, new ElkPadding(GROUP_TITLE, PADDING, PADDING, PADDING));
    return group;
  }

  /** At the sides one below the other, so that their names have a row each. */
  private static Map<String, ElkPort> ports(ElkNode node, Box box, PortSide side) {
    Map<String, ElkPort> ports = new LinkedHashMap<>();
    boolean isIn = side == PortSide.WEST || side == PortSide.NORTH;
    double y = box.portsFrom();
    for (String name : isIn ? box.inPorts() : box.outPorts()) {
      ElkPort port = ElkGraphUtil.createPort(node);
      port.setProperty(CoreOptions.PORT_SIDE, side);
      port.setLocation(isIn ? 0 : box.width(), y);
      ports.put(name, port);
      y += box.portRow();
    }
    return ports;
  }

  private void add(Line line) {
    ElkEdge edge =
        ElkGraphUtil.createSimpleEdge(
            outPorts.get(line.from()).get(line.outPort()),
            inPorts.get(line.to()).get(line.inPort()));
    if (line.labelWidth() > 0) {
      ElkLabel label = ElkGraphUtil.createLabel(" ", edge);
      label.setDimensions(line.labelWidth(), LABEL_HEIGHT);
    }
    edges.add(edge);
  }

  private Placement placement() {
    List<PlacedBox> boxes = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      boxes.add(new PlacedBox(area(nodes.get(i)), y(inPorts.get(i)), y(outPorts.get(i))));
    }
    Map<Integer, Area> areas = new TreeMap<>();
    groups.forEach((number, node) -> areas.put(number, area(node)));
    return new Placement(
        page.getWidth(),
        page.getHeight(),
        List.copyOf(boxes),
        edges.stream().map(LayeredLayout::placed).toList(),
        areas);
  }

  private static Map<String, Double> y(Map<String, ElkPort> ports) {
    Map<String, Double> y = new HashMap<>();
    ports.forEach((name, port) -> y.put(name, port.getY() + port.getHeight() / 2));
    return y;
  }

  private static Area area(ElkNode node) {
    Point corner = corner(node);
    return new Area(corner.x(), corner.y(), node.getWidth(), node.getHeight());
  }

  /** ELK's coordinates are relative to what is around. */
  private static Point corner(ElkNode node) {
    double x = 0;
    double y = 0;
    for (ElkNode at = node; at.getParent() != null; at = at.getParent()) {
      x += at.getX();
      y += at.getY();
    }
    return new Point(x, y);
  }

  private static PlacedLine placed(ElkEdge edge) {
    Point origin = corner(edge.getContainingNode());
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(moved(origin, section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(moved(origin, bend.getX(), bend.getY()));
      }
      points.add(moved(origin, section.getEndX(), section.getEndY()));
    }
    Point label = points.get(0);
    for (ElkLabel it : edge.getLabels()) {
      label = moved(origin, it.getX() + it.getWidth() / 2, it.getY() + it.getHeight() / 2);
    }
    return new PlacedLine(List.copyOf(points), label);
  }

  private static Point moved(Point origin, double x, double y) {
    return new Point(origin.x() + x, origin.y() + y);
  }
}
