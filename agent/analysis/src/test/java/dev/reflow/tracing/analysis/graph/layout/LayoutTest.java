package dev.reflow.tracing.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.graph.layout.FittedLayout.Window;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.analysis.graph.layout.Placement.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Random boxes and lines, circles and lines from a box to itself among them. */
class LayoutTest {

  private static final double TOLERANCE = 0.01;

  /** Boxes with ports of which each is used, and lines between them. */
  private record Sketch(List<Box> boxes, List<Line> lines) {

    static Sketch random(long seed, int boxes, int lines, int groups) {
      Random random = new Random(seed);
      List<Box> made = new ArrayList<>();
      for (int i = 0; i < boxes; i++) {
        double width = 40 + random.nextInt(120);
        List<String> ports = List.of("a", "b");
        made.add(new Box(random.nextInt(groups), width, 60, 20, 16, ports, ports));
      }
      List<Line> drawn = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        String out = random.nextBoolean() ? "a" : "b";
        double label = random.nextInt(3) == 0 ? 50 : 0;
        drawn.add(new Line(random.nextInt(boxes), out, random.nextInt(boxes), "b", label));
      }
      return new Sketch(made, drawn);
    }

    /** Each sends to one further down in its service, some to the next service. */
    static Sketch ofServices(int actors, int lines, int services) {
      Random random = new Random(1);
      int each = actors / services;
      List<Box> boxes = new ArrayList<>();
      for (int i = 0; i < actors; i++) {
        double width = 70 + random.nextInt(50);
        boxes.add(new Box(i / each, width, 32, 16, 17, List.of("in"), List.of("out")));
      }
      List<Line> drawn = new ArrayList<>();
      for (int to = 1; to < actors; to++) {
        int back = Math.max(1, Math.min(to % each, 1 + random.nextInt(4)));
        drawn.add(new Line(to - back, "out", to, "in", 0));
      }
      while (drawn.size() < lines) {
        int from = random.nextInt(actors);
        int to = Math.min(actors - 1, from + 1 + random.nextInt(each / 2));
        drawn.add(new Line(from, "out", to, "in", 0));
      }
      return new Sketch(boxes, drawn);
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void shouldKeepBoxesApartInLayers(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int boxes,
      @ForAll @IntRange(max = 40) int lines,
      @ForAll @IntRange(min = 1, max = 4) int groups) {
    Sketch sketch = Sketch.random(seed, boxes, lines, groups);
    check(sketch, LayeredLayout.of(sketch.boxes(), sketch.lines()));
    check(sketch, LayeredLayout.ofGrowing(sketch.boxes(), sketch.lines(), false, false));
    check(sketch, LayeredLayout.ofGrowing(sketch.boxes(), sketch.lines(), true, true));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void shouldKeepBoxesApartInAWindow(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int boxes,
      @ForAll @IntRange(max = 60) int lines,
      @ForAll @IntRange(min = 1, max = 6) int groups,
      @ForAll boolean mayTurn) {
    Sketch sketch = Sketch.random(seed, boxes, lines, groups);
    for (int width : new int[] {340, 870, 2_040}) {
      Window window = new Window(width, 600, mayTurn);
      check(sketch, FittedLayout.of(sketch.boxes(), sketch.lines(), window));
    }
  }

  @Test
  void shouldPlaceFiftyActorsOfFiveServicesSoThatTheirNamesCanBeRead() {
    Sketch sketch = Sketch.ofServices(50, 80, 5);
    for (Window window : List.of(new Window(870, 590, true), new Window(2_040, 1_200, true))) {
      Placement placement = FittedLayout.of(sketch.boxes(), sketch.lines(), window);

      assertThat(window.scale(placement)).isGreaterThan(0.72);
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void shouldKeepBoxesApartWhereTheyAreDense(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 150) int boxes,
      @ForAll @IntRange(max = 600) int lines,
      @ForAll @IntRange(min = 1, max = 9) int groups) {
    Sketch sketch = Sketch.random(seed, boxes, lines, groups);
    check(sketch, DenseLayout.of(sketch.boxes(), sketch.lines()));
  }

  @Test
  void shouldPlaceHundredsOfBoxesOnAPageThatAScreenCanShow() {
    for (int groups : new int[] {1, 3, 8}) {
      Sketch sketch = Sketch.random(groups, 500, 2_000, groups);
      Placement placement = DenseLayout.of(sketch.boxes(), sketch.lines());

      assertThat(placement.width() / placement.height()).isBetween(1.0, 2.6);
      double boxes = sketch.boxes().stream().mapToDouble(it -> it.width() * it.height()).sum();
      assertThat(placement.width() * placement.height()).isLessThan(5 * boxes);
    }
  }

  @Test
  void shouldPlaceAChainAlongTheFlow() {
    List<Box> boxes = Sketch.random(1, 200, 0, 1).boxes();
    List<Line> chain =
        IntStream.range(1, 200).mapToObj(i -> new Line(i - 1, "a", i, "b", 0)).toList();
    Placement placement = DenseLayout.of(boxes, chain);

    List<Double> lefts = placement.boxes().stream().map(it -> it.area().x()).toList();
    assertThat(lefts).isSorted();
  }

  @Test
  void shouldFollowAChainOfAnyLength() {
    List<FlowOrder.Arc> arcs =
        IntStream.range(1, 100_000).mapToObj(i -> new FlowOrder.Arc(i - 1, i)).toList();
    assertThat(new FlowOrder(100_000, arcs).layer(99_999)).isEqualTo(99_999);
  }

  private static void check(Sketch sketch, Placement placement) {
    Area page = new Area(0, 0, placement.width(), placement.height());
    List<Area> areas = placement.boxes().stream().map(Placement.PlacedBox::area).toList();
    assertThat(areas).hasSameSizeAs(sketch.boxes());
    for (int i = 0; i < areas.size(); i++) {
      Area area = areas.get(i);
      Box box = sketch.boxes().get(i);
      assertThat(area.width()).isEqualTo(box.width());
      assertThat(area.height()).isEqualTo(box.height());
      assertThat(holds(page, area)).as("box %s in the page", i).isTrue();
      if (!placement.groups().isEmpty()) {
        Area group = placement.groups().getOrDefault(box.group(), page);
        assertThat(holds(group, area)).as("box %s in its group", i).isTrue();
      }
      for (Area other : areas.subList(i + 1, areas.size())) {
        assertThat(overlap(area, other)).as("%s on %s", area, other).isFalse();
      }
    }
    checkGroups(sketch, placement);
    assertThat(placement.lines()).hasSameSizeAs(sketch.lines());
    for (int i = 0; i < sketch.lines().size(); i++) {
      checkEnds(sketch.lines().get(i), placement.lines().get(i), areas);
    }
  }

  private static void checkGroups(Sketch sketch, Placement placement) {
    long groups = sketch.boxes().stream().mapToInt(Box::group).distinct().count();
    assertThat(placement.groups()).hasSize(groups > 1 ? (int) groups : 0);
    List<Area> areas = List.copyOf(placement.groups().values());
    for (int i = 0; i < areas.size(); i++) {
      for (Area other : areas.subList(i + 1, areas.size())) {
        assertThat(overlap(areas.get(i), other)).isFalse();
      }
    }
  }

  private static void checkEnds(Line line, PlacedLine placed, List<Area> areas) {
    List<Point> points = placed.points();
    Area from = areas.get(line.from());
    Area to = areas.get(line.to());
    assertThat(points.get(0).x()).isBetween(from.x(), right(from) + 1);
    assertThat(points.get(0).y()).isBetween(from.y(), bottom(from));
    assertThat(points.get(points.size() - 1).x()).isBetween(to.x() - 1, right(to));
    assertThat(points.get(points.size() - 1).y()).isBetween(to.y(), bottom(to));
  }

  private static boolean holds(Area outer, Area inner) {
    return inner.x() >= outer.x() - TOLERANCE
        && inner.y() >= outer.y() - TOLERANCE
        && right(inner) <= right(outer) + TOLERANCE
        && bottom(inner) <= bottom(outer) + TOLERANCE;
  }

  private static boolean overlap(Area one, Area other) {
    return one.x() < right(other)
        && other.x() < right(one)
        && one.y() < bottom(other)
        && other.y() < bottom(one);
  }

  private static double right(Area area) {
    return area.x() + area.width();
  }

  private static double bottom(Area area) {
    return area.y() + area.height();
  }
}
