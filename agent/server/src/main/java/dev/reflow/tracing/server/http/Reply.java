package dev.reflow.tracing.server.http;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An answer of the HTTP API. Immutable. */
final class Reply {

  static final String JSON = "application/json";
  static final String SVG = "image/svg+xml";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final int status;
  private final String type;
  private final byte[] body;
  private final Map<String, String> headers;

  Reply(int status, String type, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  static Reply of(int status, String type, String text) {
    return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Reply json(int status, Consumer<JsonGenerator> writing) {
    return of(status, JSON, text(writing));
  }

  /** The JSON that {@code writing} writes, as a line. */
  static String text(Consumer<JsonGenerator> writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      writing.accept(json);
    }
    return text.append('\n').toString();
  }

  static Reply error(int status, String line) {
    return json(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("error", line);
          json.writeEndObject();
        });
  }

  Reply with(String header, String value) {
    return new Reply(status, type, body, Map.of(header, value));
  }
}
