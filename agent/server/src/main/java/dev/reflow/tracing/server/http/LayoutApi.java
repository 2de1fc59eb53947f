package dev.reflow.tracing.server.http;

import dev.reflow.tracing.analysis.graph.layout.FittedLayout;
import dev.reflow.tracing.analysis.graph.layout.Placement;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedBox;
import dev.reflow.tracing.analysis.graph.layout.Placement.PlacedLine;
import dev.reflow.tracing.server.http.Ask.BadParameterException;
import dev.reflow.tracing.server.http.BoxReader.Sketch;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/**
 * Places the boxes of a page that draws a graph: the page knows how wide its texts are, the server
 * has ELK. One layout at a time, and the last few are remembered, as many pages look at one system.
 * Any thread.
 */
final class LayoutApi {

  private static final int LONGEST_BODY = 2 << 20;
  private static final int MOST_REMEMBERED = 16;
  private static final long WAIT_SECONDS = 20;

  private final Semaphore turn = new Semaphore(1);

  /** By what was asked; used by whoever has the turn. */
  private final Map<String, String> remembered =
      new LinkedHashMap<>(MOST_REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  Reply post(Ask ask) throws BadParameterException, StoreException, IOException {
    byte[] body = ask.body().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new BadParameterException("the graph is too large");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    Sketch sketch = BoxReader.read(text);
    takeTurn();
    try {
      String known = remembered.get(text);
      if (known == null) {
        Placement placed = FittedLayout.of(sketch.boxes(), sketch.lines(), sketch.window());
        known = Reply.text(json -> write(json, placed));
        remembered.put(text, known);
      }
      return Reply.of(200, Reply.JSON, known);
    } finally {
      turn.release();
    }
  }

  private void takeTurn() throws StoreException {
    try {
      if (turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(Kind.BUSY, "another graph is being laid out; try again", null);
  }

  private static void write(JsonGenerator json, Placement placed) {
    json.writeStartObject();
    json.writeNumberProperty("width", Math.round(placed.width()));
    json.writeNumberProperty("height", Math.round(placed.height()));
    json.writeArrayPropertyStart("boxes");
    for (PlacedBox box : placed.boxes()) {
      writeAll(json, box.area().x(), box.area().y());
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("lines");
    for (PlacedLine line : placed.lines()) {
      writeAll(
          json,
          line.points().stream()
              .flatMapToDouble(point -> java.util.stream.DoubleStream.of(point.x(), point.y()))
              .toArray());
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("labels");
    placed.lines().forEach(line -> writeAll(json, line.label().x(), line.label().y()));
    json.writeEndArray();
    json.writeArrayPropertyStart("groups");
    placed
        .groups()
        .forEach(
            (number, area) ->
                writeAll(json, number, area.x(), area.y(), area.width(), area.height()));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeAll(JsonGenerator json, double... values) {
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(Math.round(value * 10) / 10.0);
    }
    json.writeEndArray();
  }
}
