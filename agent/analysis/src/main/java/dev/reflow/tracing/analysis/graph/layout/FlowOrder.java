package dev.reflow.tracing.analysis.graph.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Numbers boxes along the flow: who sends stands before who receives, except where the flow goes in
 * circles. Takes time in proportion to boxes and arcs. Immutable.
 */
final class FlowOrder {

  private final List<List<Integer>> next = new ArrayList<>();
  private final List<List<Integer>> near = new ArrayList<>();
  private final int[] layers;

  /** One arc from {@code from} to {@code to}, both below the number of boxes. */
  record Arc(int from, int to) {}

  FlowOrder(int boxes, List<Arc> arcs) {
    int[] entering = new int[boxes];
    for (int i = 0; i < boxes; i++) {
      next.add(new ArrayList<>());
      near.add(new ArrayList<>());
    }
    for (Arc arc : arcs) {
      if (arc.from() != arc.to()) {
        next.get(arc.from()).add(arc.to());
        near.get(arc.from()).add(arc.to());
        near.get(arc.to()).add(arc.from());
        entering[arc.to()]++;
      }
    }
    layers = layers(downstream(entering));
  }

  /** How many boxes stand before {@code box} on the longest way to it. */
  int layer(int box) {
    return layers[box];
  }

  /** Boxes that {@code box} sends to or gets from. */
  List<Integer> near(int box) {
    return near.get(box);
  }

  /** All boxes, first those that nobody sends to, then what is reached from there. */
  private List<Integer> downstream(int[] entering) {
    List<Integer> behind = new ArrayList<>(entering.length);
    boolean[] seen = new boolean[entering.length];
    for (boolean isSourcesTurn : new boolean[] {true, false}) {
      for (int box = 0; box < entering.length; box++) {
        if (!seen[box] && (entering[box] == 0 || !isSourcesTurn)) {
          visit(box, seen, behind);
        }
      }
    }
    Collections.reverse(behind);
    return behind;
  }

  /** Adds what is reached from {@code start} to {@code behind}, the furthest first. */
  private void visit(int start, boolean[] seen, List<Integer> behind) {
    Deque<int[]> way = new ArrayDeque<>();
    seen[start] = true;
    way.push(new int[] {start, 0});
    while (!way.isEmpty()) {
      int[] turn = way.element();
      List<Integer> following = next.get(turn[0]);
      if (turn[1] == following.size()) {
        behind.add(turn[0]);
        way.pop();
      } else {
        int box = following.get(turn[1]++);
        if (!seen[box]) {
          seen[box] = true;
          way.push(new int[] {box, 0});
        }
      }
    }
  }

  private int[] layers(List<Integer> order) {
    int[] place = new int[order.size()];
    for (int i = 0; i < place.length; i++) {
      place[order.get(i)] = i;
    }
    int[] found = new int[order.size()];
    for (int box : order) {
      for (int to : next.get(box)) {
        if (place[to] > place[box]) {
          found[to] = Math.max(found[to], found[box] + 1);
        }
      }
    }
    return found;
  }
}
