package dev.reflow.tracing.analysis.graph.layout;

import dev.reflow.tracing.analysis.graph.layout.FlowOrder.Arc;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The boxes of one group, in columns of about the same height along the flow. Used once. */
final class DenseBlock {

  private static final double COLUMN_GAP = 56;
  private static final double ROW_GAP = 8;

  /** Sweeps over all columns that bring boxes level with what they are joined to. */
  private static final int SWEEPS = 12;

  /** A column may end where a layer does when it is filled so far. */
  private static final double FULL_ENOUGH = 0.7;

  private static final double MOST_TOO_WIDE = 1.2;

  /** So few that one follows lines within a column: the flow goes down there. */
  private static final int MOST_ALONG_COLUMNS = 60;

  private final List<Box> boxes;
  private final FlowOrder flow;
  private final double[] levels;
  private final double columnGap;
  private final double rowGap;
  private final List<List<Integer>> columns = new ArrayList<>();

  /**
   * Arranges {@code boxes}, to be about {@code aspect} times as wide as high.
   *
   * @param arcs between these boxes, by their places in the list
   * @param room how many times the least room is left between boxes
   */
  DenseBlock(List<Box> boxes, List<Arc> arcs, double aspect, double room) {
    this.boxes = boxes;
    this.columnGap = COLUMN_GAP * Math.sqrt(room);
    this.rowGap = ROW_GAP * room;
    this.flow = new FlowOrder(boxes.size(), arcs);
    this.levels = new double[boxes.size()];
    List<Integer> ordered = inOrder();
    int rows = rows(aspect);
    fillColumns(ordered, rows);
    // Columns are as wide as their widest box, and not all full: fewer of them come nearer.
    while (width() > MOST_TOO_WIDE * aspect * height() && columns.size() > 1) {
      rows += Math.max(1, rows / 10);
      fillColumns(ordered, rows);
    }
    for (int i = 0; i < SWEEPS; i++) {
      sweep(i);
    }
  }

  /** Places relative to the block's upper left corner, in the order of the boxes. */
  List<Area> places() {
    Map<Integer, Area> places = new HashMap<>();
    double height = height();
    double x = 0;
    for (List<Integer> column : columns) {
      double y = (height - height(column)) / 2;
      for (int box : column) {
        Box it = boxes.get(box);
        places.put(box, new Area(x, y, it.width(), it.height()));
        y += it.height() + rowGap;
      }
      x += width(column) + columnGap;
    }
    return IntStream.range(0, boxes.size()).mapToObj(places::get).toList();
  }

  double width() {
    return columns.stream().mapToDouble(this::width).sum() + columnGap * (columns.size() - 1);
  }

  double height() {
    return columns.stream().mapToDouble(this::height).max().orElse(0);
  }

  private double width(List<Integer> column) {
    return column.stream().mapToDouble(box -> boxes.get(box).width()).max().orElse(0);
  }

  private double height(List<Integer> column) {
    double heights = column.stream().mapToDouble(box -> boxes.get(box).height()).sum();
    return heights + rowGap * (column.size() - 1);
  }

  private int rows(double aspect) {
    double width = boxes.stream().mapToDouble(Box::width).average().orElse(0) + columnGap;
    double height = boxes.stream().mapToDouble(Box::height).average().orElse(0) + rowGap;
    return Math.max(1, (int) Math.round(Math.sqrt(boxes.size() * width / (aspect * height))));
  }

  /** Layer by layer, each sorted by how far down the boxes stand that send to it. */
  private List<Integer> inOrder() {
    List<Integer> byLayer =
        IntStream.range(0, boxes.size())
            .boxed()
            .sorted(Comparator.comparingInt(flow::layer))
            .toList();
    List<Integer> ordered = new ArrayList<>();
    for (int from = 0; from < byLayer.size(); from = ordered.size()) {
      int layer = flow.layer(byLayer.get(from));
      List<Integer> same =
          new ArrayList<>(
              byLayer.stream().skip(from).takeWhile(box -> flow.layer(box) == layer).toList());
      sortByLevel(
          same, box -> flow.near(box).stream().filter(it -> flow.layer(it) < layer).toList());
      ordered.addAll(same);
    }
    return ordered;
  }

  private void fillColumns(List<Integer> ordered, int rows) {
    columns.clear();
    List<Integer> column = new ArrayList<>();
    int layer = 0;
    for (int box : ordered) {
      boolean isLayersFirst = flow.layer(box) != layer;
      if (column.size() >= rows || (isLayersFirst && column.size() >= rows * FULL_ENOUGH)) {
        columns.add(column);
        column = new ArrayList<>();
      }
      layer = flow.layer(box);
      column.add(box);
    }
    columns.add(column);
    columns.forEach(this::setLevels);
  }

  private void sweep(int number) {
    for (int i = 0; i < columns.size(); i++) {
      List<Integer> column = columns.get(number % 2 == 0 ? i : columns.size() - 1 - i);
      sortByLevel(column, flow::near);
      if (boxes.size() <= MOST_ALONG_COLUMNS) {
        column.sort(Comparator.comparingInt(flow::layer));
        setLevels(column);
      }
    }
  }

  private void sortByLevel(List<Integer> column, Function<Integer, List<Integer>> others) {
    Map<Integer, Double> wanted = new HashMap<>();
    for (int box : column) {
      double level =
          others.apply(box).stream().mapToDouble(it -> levels[it]).average().orElse(levels[box]);
      wanted.put(box, level);
    }
    column.sort(Comparator.comparingDouble(wanted::get));
    setLevels(column);
  }

  /** Around 0, as columns stand around the block's middle. */
  private void setLevels(List<Integer> column) {
    for (int i = 0; i < column.size(); i++) {
      levels[column.get(i)] = i - (column.size() - 1) / 2.0;
    }
  }
}
