package dev.reflow.tracing.cli;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object as one line of the result. Stateless; any thread. */
final class JsonLine {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLine() {}

  /** Prints the object whose properties {@code body} writes. */
  static void print(Terminal terminal, Consumer<JsonGenerator> body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      body.accept(json);
      json.writeEndObject();
    }
    terminal.line(text.toString());
    terminal.flush();
  }
}
