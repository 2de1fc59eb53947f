package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.FlowOrder.Arc;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedBox;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import dev.reflow.tracing.analysis.graph.layout.Shelves.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Arranges each group by itself, and the groups along the flow on shelves, so that the whole has
 * the shape of the page. Lines from group to group go straight. Used once.
 */
final class GroupedLayout {

  private static final double TITLE = 30;
  private static final double PADDING = 16;

  /** Beside boxes, for lines that go back. */
  private static final double SWING = 44;

  private static final double GROUP_GAP = 26;

  private final List<Box> boxes;
  private final List<Line> lines;
  private final boolean grouped;
  private final int[] local;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Integer, Area> areas = new TreeMap<>();
  private final Area[] places;
  private final @Nullable PlacedLine[] ways;
  private double width;
  private double height;

  private record Group(int number, List<Integer> boxes, List<Integer> lines, Block block) {}

  private GroupedLayout(List<Box> boxes, List<Line> lines, Block.Maker maker) {
    this.boxes = boxes;
    this.lines = lines;
    this.local = new int[boxes.size()];
    this.places = new Area[boxes.size()];
    this.ways = new PlacedLine[lines.size()];
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < boxes.size(); i++) {
      List<Integer> of = members.computeIfAbsent(boxes.get(i).group(), group -> new ArrayList<>());
      local[i] = of.size();
      of.add(i);
    }
    this.grouped = members.size() > 1;
    Map<Integer, List<Integer>> inner = innerLines();
    members.forEach(
        (number, inside) ->
            groups.add(group(number, inside, inner.getOrDefault(number, List.of()), maker)));
  }

  /**
   * Places {@code boxes} on a page of about {@code aspect}.
   *
   * @param aspect width divided by height
   */
  static Placement of(List<Box> boxes, List<Line> lines, double aspect, Block.Maker maker) {
    GroupedLayout layout = new GroupedLayout(boxes, lines, maker);
    layout.placeGroups(aspect);
    return layout.placement();
  }

  private Map<Integer, List<Integer>> innerLines() {
    Map<Integer, List<Integer>> inner = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int group = boxes.get(lines.get(i).from()).group();
      if (group == boxes.get(lines.get(i).to()).group()) {
        inner.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
      }
    }
    return inner;
  }

  private Group group(int number, List<Integer> inside, List<Integer> inner, Block.Maker maker) {
    List<Line> own =
        inner.stream()
            .map(lines::get)
            .map(it -> it.between(local[it.from()], local[it.to()]))
            .toList();
    return new Group(
        number, inside, inner, maker.of(inside.stream().map(boxes::get).toList(), own));
  }

  private void placeGroups(double aspect) {
    List<Group> ordered = groupsAlongTheFlow();
    List<Size> sizes =
        ordered.stream().map(it -> new Size(width(it.block()), height(it.block()))).toList();
    Shelves shelves = Shelves.fitting(sizes, GROUP_GAP, aspect);
    double side = grouped ? SWING - PADDING : SWING;
    for (int i = 0; i < ordered.size(); i++) {
      Point corner = shelves.corners().get(i);
      place(ordered.get(i), corner.x() + side, corner.y() + PADDING);
    }
    width = shelves.width() + 2 * side;
    height = shelves.height() + 2 * PADDING;
  }

  private void place(Group group, double x, double y) {
    Block block = group.block();
    if (grouped) {
      areas.put(group.number(), new Area(x, y, width(block), height(block)));
    }
    double left = x + (grouped ? PADDING : 0);
    double top = y + (grouped ? TITLE : 0);
    for (int i = 0; i < block.places().size(); i++) {
      places[group.boxes().get(i)] = block.places().get(i).moved(left, top);
    }
    for (int i = 0; i < block.lines().size(); i++) {
      ways[group.lines().get(i)] = block.lines().get(i).moved(left, top);
    }
  }

  private double width(Block block) {
    return block.width() + (grouped ? 2 * PADDING : 0);
  }

  private double height(Block block) {
    return block.height() + (grouped ? TITLE + PADDING : 0);
  }

  private List<Group> groupsAlongTheFlow() {
    Map<Integer, Integer> turns = new HashMap<>();
    groups.forEach(group -> turns.put(group.number(), turns.size()));
    List<Arc> arcs =
        lines.stream().map(it -> new Arc(turn(turns, it.from()), turn(turns, it.to()))).toList();
    FlowOrder order = new FlowOrder(groups.size(), arcs);
    return IntStream.range(0, groups.size())
        .boxed()
        .sorted(Comparator.comparingInt(order::layer))
        .map(groups::get)
        .toList();
  }

  private int turn(Map<Integer, Integer> turns, int box) {
    return turns.getOrDefault(boxes.get(box).group(), 0);
  }

  private Placement placement() {
    List<PlacedBox> placed = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Box box = boxes.get(i);
      placed.add(new PlacedBox(places[i], levels(box.inPorts(), box), levels(box.outPorts(), box)));
    }
    List<PlacedLine> drawn = new ArrayList<>();
    for (int i = 0; i < ways.length; i++) {
      PlacedLine way = ways[i];
      drawn.add(way == null ? straight(lines.get(i)) : way);
    }
    return new Placement(width, height, List.copyOf(placed), List.copyOf(drawn), areas);
  }

  private static Map<String, Double> levels(List<String> ports, Box box) {
    Map<String, Double> levels = new HashMap<>();
    ports.forEach(port -> levels.put(port, level(ports, port, box)));
    return levels;
  }

  private static double level(List<String> ports, String port, Box box) {
    return box.portsFrom() + Math.max(0, ports.indexOf(port)) * box.portRow();
  }

  private PlacedLine straight(Line line) {
    Box sender = boxes.get(line.from());
    Box receiver = boxes.get(line.to());
    Area from = places[line.from()];
    Area to = places[line.to()];
    Point begin =
        new Point(
            from.x() + from.width(), from.y() + level(sender.outPorts(), line.outPort(), sender));
    Point end = new Point(to.x(), to.y() + level(receiver.inPorts(), line.inPort(), receiver));
    return new PlacedLine(
        List.of(begin, end), new Point((begin.x() + end.x()) / 2, (begin.y() + end.y()) / 2));
  }
}
