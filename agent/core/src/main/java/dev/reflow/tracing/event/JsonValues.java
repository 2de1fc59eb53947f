package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The values of a record's optional facts as JSON, straight from the page. Not thread-safe. */
final class JsonValues {

  private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TRUE = JsonBuffer.ascii("true");
  private static final byte[] FALSE = JsonBuffer.ascii("false");

  private byte[] hostile = new byte[0];

  /** Appends the value of {@code part} as the JSON type that it has in the application. */
  void put(JsonBuffer json, EventView event, int part) {
    ByteBuffer page = event.page();
    int at = event.valueAt(part);
    switch (event.form(part)) {
      case FORM_LONG -> json.putLong(page.getLong(at));
      case FORM_INT -> json.putLong(page.getInt(at));
      case FORM_BOOLEAN -> json.put(page.get(at) != 0 ? TRUE : FALSE);
      case FORM_DOUBLE -> putDouble(json, Double.longBitsToDouble(page.getLong(at)));
      default -> putAsText(json, event, part);
    }
  }

  /** Appends the value of {@code part} as a string, whatever its type. */
  void putAsText(JsonBuffer json, EventView event, int part) {
    ByteBuffer page = event.page();
    int at = event.valueAt(part);
    json.put('"');
    switch (event.form(part)) {
      case FORM_TEXT -> putText(json, page, at, event.valueLength(part));
      case FORM_CUT_TEXT -> {
        putText(json, page, at + 4, event.valueLength(part) - 4);
        json.put(ELLIPSIS);
      }
      case FORM_UUID -> json.putUuid(page.getLong(at), page.getLong(at + 8));
      case FORM_DOUBLE -> json.putDouble(Double.longBitsToDouble(page.getLong(at)));
      case FORM_LONG, FORM_INT, FORM_BOOLEAN -> put(json, event, part);
      default -> throw new IllegalArgumentException("form " + event.form(part));
    }
    json.put('"');
  }

  /** JSON has no word for what is not finite. */
  private static void putDouble(JsonBuffer json, double value) {
    if (Double.isFinite(value)) {
      json.putDouble(value);
    } else {
      json.putText(Double.toString(value));
    }
  }

  private void putText(JsonBuffer json, ByteBuffer page, int at, int length) {
    if (json.putPlain(page, at, length)) {
      return;
    }
    if (hostile.length < length) {
      hostile = new byte[length];
    }
    page.get(at, hostile, 0, length);
    JsonEscapes.put(json, hostile, length);
  }
}
