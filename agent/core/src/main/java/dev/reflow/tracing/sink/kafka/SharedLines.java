package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import java.io.IOException;
import java.util.Arrays;

/** Lines of JSON with an end of line between two. Not thread-safe. */
final class SharedLines extends SharedValue {

  private final EventJson json;
  private final JsonBuffer text;
  private byte[] bytes = new byte[4096];
  private int size;

  /** {@code json} writes to {@code text}; both serve all partitions. */
  SharedLines(EventJson json, JsonBuffer text) {
    this.json = json;
    this.text = text;
  }

  @Override
  void put(EventView event) throws IOException {
    text.clear();
    json.writeLine(event);
    int length = text.size() - 1;
    int more = length + 1;
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
    if (size > 0) {
      bytes[size++] = '\n';
    }
    System.arraycopy(text.array(), 0, bytes, size, length);
    size += length;
  }

  @Override
  void reset() {
    size = 0;
  }

  @Override
  byte[] array() {
    return bytes;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  byte padding() {
    return ' ';
  }
}
