package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.util.ArrayList;
import java.util.List;

/** Hands numbered events to a sink, and takes its failure out of the handler. */
public final class Sending {

  private Sending() {}

  /** Writes {@code count} events, numbered from {@code first} on. */
  public static void write(Sink sink, int first, int count) throws SinkException {
    write(sink, EventPages.numbered(first, count));
  }

  /** Writes the flows of {@code pages}. */
  public static void write(Sink sink, EventPages pages) throws SinkException {
    List<SinkException> failures = new ArrayList<>();
    pages.read(
        event -> {
          try {
            if (failures.isEmpty()) {
              sink.write(event);
            }
          } catch (SinkException e) {
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  static List<String> messageIds(ReflowServer server) {
    return server.events().stream()
        .map(event -> String.valueOf(event.attribute("message_id")))
        .toList();
  }
}
