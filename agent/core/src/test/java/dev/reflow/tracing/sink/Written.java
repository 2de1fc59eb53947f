package dev.reflow.tracing.sink;

import dev.reflow.tracing.event.EventPages;
import java.util.ArrayList;
import java.util.List;

/** Hands events made by hand to a sink, and takes its failure out of the handler. */
public final class Written {

  private Written() {}

  /** Writes each event of {@code pages}, up to the first failure. */
  public static void to(Sink sink, EventPages pages) throws SinkException {
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
}
