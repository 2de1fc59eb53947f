package dev.reflow.tracing.server.kafka;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.protocol.RequestReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of one record: an event as JSON, several as lines, or a page of the queue's
 * binary records. One thread.
 */
final class RecordReader {

  /** Bytes of JSON that one record's events may be. */
  private static final int LARGEST = 32 << 20;

  private static final String FORMAT_HEADER = "reflow-format";
  private static final String BINARY = "binary-1";
  private static final String JSON_LINES = "json-lines";

  private final RequestReader reader = new RequestReader();
  private final JsonBuffer text = new JsonBuffer();
  private final EventJson json = new EventJson(text);

  /**
   * Adds the events of {@code record} to {@code events}.
   *
   * @throws MalformedException when some of it is no event; the others were added
   */
  void read(ConsumerRecord<byte[], byte[]> record, List<StoredEvent> events)
      throws MalformedException {
    byte[] value = record.value();
    if (value == null) {
      throw new MalformedException("it has no value");
    }
    Header header = record.headers().lastHeader(FORMAT_HEADER);
    String format = header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    switch (format) {
      case BINARY -> readPage(value, events);
      case JSON_LINES -> readLines(value, value.length, events);
      default -> events.add(reader.readLine(value));
    }
  }

  private void readPage(byte[] page, List<StoredEvent> events) throws MalformedException {
    text.clear();
    ByteBuffer buffer = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    String damage = "";
    try {
      new PageReader().read(buffer, 0, Integer.MAX_VALUE, this::write);
    } catch (CorruptRecordException | RuntimeException e) {
      damage = "it is no binary event: " + e.getMessage();
    }
    if (text.size() == 0 && damage.isEmpty()) {
      damage = "it holds no event";
    }
    readLines(text.array(), text.size(), events);
    if (!damage.isEmpty()) {
      throw new MalformedException(damage);
    }
  }

  private void readLines(byte[] lines, int end, List<StoredEvent> events)
      throws MalformedException {
    MalformedException first = null;
    int from = 0;
    while (from < end) {
      int to = from;
      while (to < end && lines[to] != '\n') {
        to++;
      }
      try {
        if (!isBlank(lines, from, to)) {
          events.add(reader.readLine(Arrays.copyOfRange(lines, from, to)));
        }
      } catch (MalformedException e) {
        first = first == null ? e : first;
      }
      from = to + 1;
    }
    if (first != null) {
      throw first;
    }
  }

  private static boolean isBlank(byte[] lines, int from, int to) {
    for (int i = from; i < to; i++) {
      if (lines[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /** A page of a megabyte can name one long text in ten thousand events. */
  private void write(@Nullable EventView event) {
    try {
      if (text.size() > LARGEST) {
        throw new IllegalStateException("it holds more than " + (LARGEST >> 20) + " MiB as JSON");
      }
      if (event != null) {
        json.writeLine(event);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
