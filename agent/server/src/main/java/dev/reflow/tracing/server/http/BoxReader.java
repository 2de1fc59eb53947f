package dev.reflow.tracing.server.http;

import dev.reflow.tracing.analysis.graph.layout.Box;
import dev.reflow.tracing.analysis.graph.layout.FittedLayout.Window;
import dev.reflow.tracing.analysis.graph.layout.Line;
import dev.reflow.tracing.server.http.Ask.BadParameterException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what is to be laid out: {@code {"boxes": [[group, width, height, portsFrom, portRow,
 * ["in"], ["out"]]], "lines": [[from, "out", to, "in", labelWidth]], "window": [width, height,
 * mayTurn]}}; the window may be left out. Stateless; any thread.
 */
final class BoxReader {

  private static final int MOST_BOXES = 2_000;
  private static final int MOST_LINES = 5_000;
  private static final int MOST_PORTS = 1_000;
  private static final double LONGEST = 10_000;
  private static final double SMALLEST_WINDOW = 100;
  private static final Window ANY_WINDOW = new Window(LONGEST, LONGEST, false);
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Boxes and the lines between them, whose ends are there. Immutable. */
  record Sketch(List<Box> boxes, List<Line> lines, Window window) {}

  private BoxReader() {}

  static Sketch read(String text) throws BadParameterException {
    List<Box> boxes = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    Window window = ANY_WINDOW;
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        require(json.nextToken() == JsonToken.START_ARRAY);
        if (name.equals("window")) {
          window = window(json);
          continue;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          require(json.currentToken() == JsonToken.START_ARRAY);
          if (name.equals("boxes")) {
            boxes.add(box(json));
          } else {
            lines.add(line(json));
          }
          require(boxes.size() <= MOST_BOXES && lines.size() <= MOST_LINES);
        }
      }
    } catch (JacksonException e) {
      require(false);
    }
    for (Line line : lines) {
      require(
          hasPort(boxes, line.from(), line.outPort(), true)
              && hasPort(boxes, line.to(), line.inPort(), false));
    }
    return new Sketch(boxes, lines, window);
  }

  private static Window window(JsonParser json) throws BadParameterException {
    double width = length(json);
    double height = length(json);
    JsonToken mayTurn = json.nextToken();
    require(mayTurn == JsonToken.VALUE_TRUE || mayTurn == JsonToken.VALUE_FALSE);
    require(width >= SMALLEST_WINDOW && height >= SMALLEST_WINDOW);
    require(json.nextToken() == JsonToken.END_ARRAY);
    return new Window(width, height, mayTurn == JsonToken.VALUE_TRUE);
  }

  private static Box box(JsonParser json) throws BadParameterException {
    int group = index(json);
    double width = length(json);
    double height = length(json);
    double portsFrom = length(json);
    double portRow = length(json);
    List<String> in = names(json);
    List<String> out = names(json);
    require(json.nextToken() == JsonToken.END_ARRAY);
    return new Box(group, width, height, portsFrom, portRow, in, out);
  }

  private static Line line(JsonParser json) throws BadParameterException {
    int from = index(json);
    String outPort = name(json);
    int to = index(json);
    String inPort = name(json);
    double labelWidth = length(json);
    require(json.nextToken() == JsonToken.END_ARRAY);
    return new Line(from, outPort, to, inPort, labelWidth);
  }

  private static boolean hasPort(List<Box> boxes, int box, String port, boolean isOut) {
    if (box >= boxes.size()) {
      return false;
    }
    Box at = boxes.get(box);
    return (isOut ? at.outPorts() : at.inPorts()).contains(port);
  }

  private static int index(JsonParser json) throws BadParameterException {
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
    long value = json.getLongValue();
    require(value >= 0 && value < MOST_BOXES);
    return (int) value;
  }

  private static double length(JsonParser json) throws BadParameterException {
    JsonToken token = json.nextToken();
    require(token != null && token.isNumeric());
    double value = json.getDoubleValue();
    require(value >= 0 && value <= LONGEST);
    return value;
  }

  private static String name(JsonParser json) throws BadParameterException {
    require(json.nextToken() == JsonToken.VALUE_STRING);
    return json.getString();
  }

  private static List<String> names(JsonParser json) throws BadParameterException {
    require(json.nextToken() == JsonToken.START_ARRAY);
    List<String> names = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING && names.size() < MOST_PORTS) {
      names.add(json.getString());
    }
    require(json.currentToken() == JsonToken.END_ARRAY);
    return names;
  }

  private static void require(boolean isRight) throws BadParameterException {
    if (!isRight) {
      throw new BadParameterException(
          "the body is {\"boxes\": [[group, width, height, portsFrom, portRow, [\"in\"],"
              + " [\"out\"]]], \"lines\": [[from, \"out\", to, \"in\", labelWidth]],"
              + " \"window\": [width, height, mayTurn]}");
    }
  }
}
