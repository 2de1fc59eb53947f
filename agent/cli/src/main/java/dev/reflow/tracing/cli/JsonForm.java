package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Events as the file sink writes them, one JSON object a line. One thread. */
final class JsonForm implements EventForm<JsonForm.Line> {

  /** One event's line, with its line feed. */
  static final class Line implements Timed {
    private final long startNs;
    private final byte[] utf8;

    Line(long startNs, byte[] utf8) {
      this.startNs = startNs;
      this.utf8 = utf8;
    }

    @Override
    public long startNs() {
      return startNs;
    }
  }

  private final Terminal terminal;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final EventJson json = new EventJson(buffer);

  JsonForm(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Line keep(EventView event) {
    buffer.reset();
    try {
      json.writeLine(event);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return new Line(event.startNs(), buffer.toByteArray());
  }

  @Override
  public void show(List<Line> events) {
    for (Line event : events) {
      terminal.out().write(event.utf8, 0, event.utf8.length);
    }
    terminal.flush();
  }
}
