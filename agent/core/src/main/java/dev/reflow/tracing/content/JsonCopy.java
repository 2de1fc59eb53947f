package dev.reflow.tracing.content;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Copies a text that is JSON, without the values that are hidden. One thread. */
final class JsonCopy {

  private static final int MAX_NESTING = 200;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .build();

  private final Redaction redaction;
  private final FieldPath path = new FieldPath();

  /** The next element's number, for each array or object that the copy is in; -1 for an object. */
  private final int[] elements = new int[MAX_NESTING + 1];

  private int nesting;

  JsonCopy(Redaction redaction) {
    this.redaction = redaction;
  }

  /** Whether {@code text} looks like a JSON object or array. */
  static boolean isLike(String text) {
    for (int i = 0; i < text.length(); i++) {
      char first = text.charAt(i);
      if (!Character.isWhitespace(first)) {
        return first == '{' || first == '[';
      }
    }
    return false;
  }

  /**
   * Copies {@code text}.
   *
   * @return false when it is no JSON after all: what was written is of no use then
   */
  boolean copy(String text, JsonGenerator json) {
    path.clear();
    nesting = 0;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        copy(token, parser, json);
        if (nesting == 0) {
          // With a second one behind it, it is no JSON document.
          return parser.nextToken() == null;
        }
      }
      return false;
    } catch (JacksonException malformed) {
      return false;
    }
  }

  private void copy(JsonToken token, JsonParser parser, JsonGenerator json) {
    switch (token) {
      case PROPERTY_NAME -> {
        path.push(parser.currentName());
        json.writeName(parser.currentName());
      }
      case END_OBJECT, END_ARRAY -> {
        nesting--;
        json.copyCurrentEvent(parser);
        leaveValue();
      }
      default -> copyValue(token, parser, json);
    }
  }

  private void copyValue(JsonToken token, JsonParser parser, JsonGenerator json) {
    if (nesting > 0 && elements[nesting] >= 0) {
      path.push(elements[nesting]++);
    }
    if (nesting > 0 && redaction.hides(path)) {
      parser.skipChildren();
      json.writeString(Redaction.MASK);
      leaveValue();
    } else if (token.isStructStart()) {
      elements[++nesting] = token == JsonToken.START_ARRAY ? 0 : -1;
      json.copyCurrentEvent(parser);
    } else if (token == JsonToken.VALUE_STRING && redaction.mayBeIn(parser.getString())) {
      json.writeString(Redaction.MASK);
      leaveValue();
    } else {
      json.copyCurrentEventExact(parser);
      leaveValue();
    }
  }

  private void leaveValue() {
    if (nesting > 0) {
      path.pop();
    }
  }
}
