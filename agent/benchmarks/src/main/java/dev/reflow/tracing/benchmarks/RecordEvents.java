package dev.reflow.tracing.benchmarks;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.sink.kafka.KafkaSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How many events a record of the {@code kafka} sink holds. */
final class RecordEvents {

  private RecordEvents() {}

  static long count(ConsumerRecord<byte[], byte[]> record) {
    byte[] format = record.headers().lastHeader(KafkaSink.FORMAT_HEADER).value();
    return switch (new String(format, StandardCharsets.US_ASCII)) {
      case KafkaSink.BINARY -> inPage(record.value());
      case KafkaSink.JSON_LINES ->
          new String(record.value(), StandardCharsets.UTF_8).lines().count();
      default -> 1;
    };
  }

  private static long inPage(byte[] page) {
    PageReader reader = new PageReader();
    try {
      reader.read(ByteBuffer.wrap(page), 0, Integer.MAX_VALUE, event -> {});
    } catch (CorruptRecordException e) {
      throw new IllegalStateException(e);
    }
    return reader.flows();
  }
}
