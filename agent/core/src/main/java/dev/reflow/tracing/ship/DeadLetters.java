package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.health.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The events that a sink refused, each a line of {@code dead-letters-SINK.ndjson} in the directory
 * of its run: the line that the file sink writes, with {@code dead_letter_reason} in front. The
 * shipper's thread only.
 */
final class DeadLetters {

  private final String sink;
  private final Log log;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private final EventJson json = new EventJson(event);
  private long written;

  DeadLetters(String sink, Log log) {
    this.sink = sink;
    this.log = log;
  }

  /** Keeps {@code view} for the case that it is refused; the one before is forgotten. */
  void remember(EventView view) {
    event.reset();
    try {
      json.writeLine(view);
    } catch (IOException | RuntimeException e) {
      // The record is damaged; what can be said of it is its id.
      event.reset();
      event.writeBytes(
          ("{\"event_id\":\"" + view.eventId() + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes the remembered event to the file in {@code place}. */
  void write(Path place, String reason) throws IOException {
    Path file = place.resolve("dead-letters-" + sink + ".ndjson");
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      // In one write, so that two processes' lines do not mix.
      String fields = event.toString(StandardCharsets.UTF_8).substring(1);
      String line = "{\"dead_letter_reason\":" + EventJson.quote(reason) + "," + fields;
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    written++;
    if (isPowerOfTen(written)) {
      log.warn(
          "%s sink: %d refused so far, the last one because %s; kept in %s, shipping goes on"
              .formatted(sink, written, reason, file));
    }
  }

  /** The first, the tenth, the hundredth are told. */
  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
