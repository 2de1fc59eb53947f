package dev.reflow.tracing.server.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.io.JsonStringEncoder;

/** Collects what has no column as one JSON object, by copying it as it came. Not thread-safe. */
final class OtherAttributes {

  private final Texts texts;
  private byte[] object = new byte[512];
  private int length;

  OtherAttributes(Texts texts) {
    this.texts = texts;
  }

  void clear() {
    length = 0;
    put('{');
  }

  /** Adds the value at which {@code json}, which reads {@code frame}, stands; reads to its end. */
  void add(JsonParser json, byte[] frame, String name) {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    json.finishToken();
    int to = (int) json.currentLocation().getByteOffset();
    if (length > 1) {
      put(',');
    }
    put('"');
    putName(name);
    put('"');
    put(':');
    while (to > from && frame[to - 1] <= ' ') {
      to--;
    }
    grow(to - from);
    System.arraycopy(frame, from, object, length, to - from);
    length += to - from;
  }

  private void putName(String name) {
    byte[] encoded =
        new String(JsonStringEncoder.getInstance().quoteAsCharArray(name))
            .getBytes(StandardCharsets.UTF_8);
    grow(encoded.length);
    System.arraycopy(encoded, 0, object, length, encoded.length);
    length += encoded.length;
  }

  private void put(char ascii) {
    grow(1);
    object[length++] = (byte) ascii;
  }

  private void grow(int more) {
    if (length + more > object.length) {
      object = Arrays.copyOf(object, Math.max(object.length * 2, length + more));
    }
  }

  /** The object; the same text for the same attributes. */
  String object() {
    put('}');
    return texts.of(object, length);
  }
}
