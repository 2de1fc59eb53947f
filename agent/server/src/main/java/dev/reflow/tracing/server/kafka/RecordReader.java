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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the value of one record: JSON, or the queue's binary record. One thread. */
final class RecordReader {

  private static final String FORMAT_HEADER = "reflow-format";
  private static final String BINARY = "binary-1";

  private final RequestReader reader = new RequestReader();
  private final JsonBuffer text = new JsonBuffer();
  private final EventJson json = new EventJson(text);

  StoredEvent read(ConsumerRecord<byte[], byte[]> record) throws MalformedException {
    byte[] value = record.value();
    if (value == null) {
      throw new MalformedException("it has no value");
    }
    Header format = record.headers().lastHeader(FORMAT_HEADER);
    boolean binary =
        format != null && BINARY.equals(new String(format.value(), StandardCharsets.US_ASCII));
    return reader.readLine(binary ? json(value) : value);
  }

  private byte[] json(byte[] page) throws MalformedException {
    text.clear();
    ByteBuffer buffer = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    try {
      new PageReader().read(buffer, 0, Integer.MAX_VALUE, this::write);
    } catch (CorruptRecordException | RuntimeException e) {
      throw new MalformedException("it is no binary event: " + e.getMessage());
    }
    if (text.size() == 0) {
      throw new MalformedException("it holds no event");
    }
    return Arrays.copyOf(text.array(), text.size());
  }

  private void write(@Nullable EventView event) {
    try {
      if (event != null) {
        json.writeLine(event);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
