package dev.reflow.tracing.analysis.drawing;

import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.layout.Box;
import dev.reflow.tracing.analysis.graph.layout.Placement.Area;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedBox;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One actor with its ports: in at the left, out at the right. Not thread-safe. */
final class Card {

  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_PORT = 18;
  private static final double NAME_ROW = 26;
  private static final double PORT_ROW = 16;
  private static final double SIDE = 12;

  private final Actor actor;
  private final Set<String> in = new TreeSet<>();
  private final Set<String> out = new TreeSet<>();

  Card(Actor actor) {
    this.actor = actor;
  }

  Actor actor() {
    return actor;
  }

  void addIn(String port) {
    in.add(port);
  }

  void addOut(String port) {
    out.add(port);
  }

  /** A single way in called "in" and a single way out called "out" need not be told. */
  private boolean hasPortNames() {
    return !(isOnly(in, "in") && isOnly(out, "out"));
  }

  private static boolean isOnly(Set<String> ports, String name) {
    return ports.isEmpty() || (ports.size() == 1 && ports.contains(name));
  }

  Box box(int group) {
    double width = 2 * SIDE + TextWidth.of(name(), 12) * TextWidth.BOLD;
    double height = NAME_ROW + 4;
    double portsFrom = height / 2;
    if (hasPortNames()) {
      width = Math.max(width, 2 * SIDE + widest(in) + widest(out) + 14);
      height = NAME_ROW + PORT_ROW * Math.max(in.size(), out.size()) + 6;
      portsFrom = NAME_ROW + 3 + PORT_ROW / 2;
    }
    return new Box(group, width, height, portsFrom, PORT_ROW, List.copyOf(in), List.copyOf(out));
  }

  private static double widest(Set<String> ports) {
    return ports.stream()
        .mapToDouble(port -> TextWidth.of(TextWidth.cut(port, LONGEST_PORT), 11))
        .max()
        .orElse(0);
  }

  private String name() {
    return TextWidth.cut(actor.name(), LONGEST_NAME);
  }

  void draw(Svg svg, PlacedBox placed) {
    Area area = placed.area();
    svg.group("actor", actor.name() + "\n" + actor.service());
    svg.rect(area.x(), area.y(), area.width(), area.height(), 7, "card");
    double middle = area.x() + area.width() / 2;
    if (hasPortNames()) {
      svg.text(middle, area.y() + 18, "name mid", name());
      svg.path(
          "M"
              + Svg.number(area.x())
              + " "
              + Svg.number(area.y() + NAME_ROW)
              + "h"
              + Svg.number(area.width()),
          1,
          "rule");
    } else {
      svg.text(middle, area.y() + area.height() / 2 + 4, "name mid", name());
    }
    placed.inPortY().forEach((port, y) -> drawPort(svg, port, area.x(), area.y() + y, true));
    placed
        .outPortY()
        .forEach((port, y) -> drawPort(svg, port, area.x() + area.width(), area.y() + y, false));
    svg.endGroup();
  }

  private void drawPort(Svg svg, String port, double x, double y, boolean isIn) {
    if (!isIn) {
      svg.circle(x, y, 2.5, "port");
    }
    if (hasPortNames()) {
      String text = TextWidth.cut(port, LONGEST_PORT);
      svg.text(x + (isIn ? SIDE - 3 : 3 - SIDE), y + 4, isIn ? "soft" : "soft end", text);
    }
  }
}
