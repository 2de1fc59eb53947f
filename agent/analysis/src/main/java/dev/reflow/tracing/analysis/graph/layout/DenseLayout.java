package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.FlowOrder.Arc;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedBox;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Places hundreds of boxes so close together that the whole is still to be seen: groups one beside
 * the other, boxes in columns along the flow, lines on the shortest way. {@link LayeredLayout}
 * keeps lines apart instead, and needs twenty times the room for as many. Used once.
 */
public final class DenseLayout {

  private static final double ASPECT = 1.6;
  private static final double TITLE = 30;
  private static final double PADDING = 16;

  /** Left and right, for lines that go back. */
  private static final double PAGE_PADDING = 44;

  private static final double GROUP_GAP = 40;

  private final List<Box> boxes;
  private final List<Line> lines;
  private final boolean grouped;
  private final Map<Integer, List<Integer>> members = new TreeMap<>();
  private final Map<Integer, Area> places = new HashMap<>();
  private final Map<Integer, Area> areas = new TreeMap<>();
  private double width;
  private double height;

  private record Group(int number, List<Integer> inside, DenseBlock block) {}

  private DenseLayout(List<Box> boxes, List<Line> lines) {
    this.boxes = boxes;
    this.lines = lines;
    for (int i = 0; i < boxes.size(); i++) {
      members.computeIfAbsent(boxes.get(i).group(), group -> new ArrayList<>()).add(i);
    }
    this.grouped = members.size() > 1;
  }

  /** Places {@code boxes}; each line has two points, its beginning and its end. */
  public static Placement of(List<Box> boxes, List<Line> lines) {
    DenseLayout layout = new DenseLayout(boxes, lines);
    layout.placeGroups();
    return layout.placement();
  }

  /** On shelves of such a length that the whole fits best into a page of {@link #ASPECT}. */
  private void placeGroups() {
    List<Group> groups = groupsAlongTheFlow();
    double room = groups.stream().mapToDouble(it -> width(it.block()) * height(it.block())).sum();
    double best = Double.MAX_VALUE;
    double bestShelf = 0;
    for (double factor = 0.9; factor < 2; factor += 0.1) {
      double shelf = Math.sqrt(ASPECT * room) * factor;
      placeGroups(groups, shelf);
      double needed = Math.max(width / ASPECT, height);
      if (needed < best) {
        best = needed;
        bestShelf = shelf;
      }
    }
    placeGroups(groups, bestShelf);
  }

  private void placeGroups(List<Group> groups, double shelfWidth) {
    double x = PAGE_PADDING;
    double y = PADDING;
    double shelfHeight = 0;
    width = 0;
    height = 0;
    for (Group group : groups) {
      double blockWidth = width(group.block());
      double blockHeight = height(group.block());
      if (x > PAGE_PADDING && x + blockWidth > shelfWidth) {
        x = PAGE_PADDING;
        y += shelfHeight + GROUP_GAP;
        shelfHeight = 0;
      }
      place(group, x, y);
      shelfHeight = Math.max(shelfHeight, blockHeight);
      width = Math.max(width, x + blockWidth + PAGE_PADDING);
      height = Math.max(height, y + blockHeight + PADDING);
      x += blockWidth + GROUP_GAP;
    }
  }

  private void place(Group group, double x, double y) {
    if (grouped) {
      areas.put(group.number(), new Area(x, y, width(group.block()), height(group.block())));
    }
    List<Area> found = group.block().places();
    for (int i = 0; i < found.size(); i++) {
      Area it = found.get(i);
      double left = x + it.x() + (grouped ? PADDING : 0);
      double top = y + it.y() + (grouped ? TITLE : 0);
      places.put(group.inside().get(i), new Area(left, top, it.width(), it.height()));
    }
  }

  private double width(DenseBlock block) {
    return block.width() + (grouped ? 2 * PADDING : 0);
  }

  private double height(DenseBlock block) {
    return block.height() + (grouped ? TITLE + PADDING : 0);
  }

  private DenseBlock block(List<Integer> inside) {
    Map<Integer, Integer> local = new HashMap<>();
    inside.forEach(box -> local.put(box, local.size()));
    List<Arc> arcs = new ArrayList<>();
    for (Line line : lines) {
      Integer from = local.get(line.from());
      Integer to = local.get(line.to());
      if (from != null && to != null) {
        arcs.add(new Arc(from, to));
      }
    }
    return new DenseBlock(inside.stream().map(boxes::get).toList(), arcs, ASPECT);
  }

  private List<Group> groupsAlongTheFlow() {
    List<Group> groups = new ArrayList<>();
    Map<Integer, Integer> turns = new HashMap<>();
    members.forEach(
        (number, inside) -> {
          turns.put(number, groups.size());
          groups.add(new Group(number, inside, block(inside)));
        });
    List<Arc> arcs =
        lines.stream()
            .map(line -> new Arc(turn(turns, line.from()), turn(turns, line.to())))
            .toList();
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
    List<Area> all = IntStream.range(0, boxes.size()).mapToObj(places::get).toList();
    List<PlacedBox> placed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Box box = boxes.get(i);
      placed.add(
          new PlacedBox(all.get(i), levels(box.inPorts(), box), levels(box.outPorts(), box)));
    }
    return new Placement(
        width,
        height,
        List.copyOf(placed),
        lines.stream().map(line -> line(all.get(line.from()), all.get(line.to()))).toList(),
        areas);
  }

  private static Map<String, Double> levels(List<String> ports, Box box) {
    Map<String, Double> levels = new HashMap<>();
    ports.forEach(port -> levels.put(port, box.height() / 2));
    return levels;
  }

  private static PlacedLine line(Area from, Area to) {
    Point begin = new Point(from.x() + from.width(), from.y() + from.height() / 2);
    Point end = new Point(to.x(), to.y() + to.height() / 2);
    return new PlacedLine(List.of(begin, end), begin);
  }
}
