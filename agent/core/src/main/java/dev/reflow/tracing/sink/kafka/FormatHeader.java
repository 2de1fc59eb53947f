package dev.reflow.tracing.sink.kafka;

import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The one header that all records of a sink have. Kafka's own class makes two arrays of it for each
 * record; this one hands out the same. Immutable.
 */
final class FormatHeader implements Headers {

  private final Header header;
  private final Header[] array;

  FormatHeader(byte[] format) {
    header = new RecordHeader(KafkaSink.FORMAT_HEADER, format);
    header.value();
    array = new Header[] {header};
  }

  @Override
  @SuppressWarnings("EI_EXPOSE_REP") // the producer only reads it, for each record
  public Header[] toArray() {
    return array;
  }

  @Override
  public Iterator<Header> iterator() {
    return List.of(header).iterator();
  }

  @Override
  public @Nullable Header lastHeader(String key) {
    return header.key().equals(key) ? header : null;
  }

  @Override
  public Iterable<Header> headers(String key) {
    return header.key().equals(key) ? List.of(header) : List.of();
  }

  @Override
  public Headers add(Header added) {
    throw new IllegalStateException("these headers are the same for all records");
  }

  @Override
  public Headers add(String key, byte[] value) {
    throw new IllegalStateException("these headers are the same for all records");
  }

  @Override
  public Headers remove(String key) {
    throw new IllegalStateException("these headers are the same for all records");
  }
}
