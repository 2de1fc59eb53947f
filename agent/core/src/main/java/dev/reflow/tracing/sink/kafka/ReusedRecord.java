package dev.reflow.tracing.sink.kafka;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record for all events of a sink, filled anew for each: the producer has copied what it needs
 * when {@code send} returns. Saves a record and its headers an event. Not thread-safe.
 */
final class ReusedRecord extends ProducerRecord<byte[], byte[]> {

  private static final byte[] NONE = {};

  private Long timestampMs = 0L;
  private byte[] key = NONE;
  private byte[] value = NONE;

  ReusedRecord(String topic, List<Header> headers) {
    super(topic, null, 0L, NONE, NONE, headers);
  }

  /** The next event's record; key and value hold until {@code send} returns. */
  ReusedRecord with(long eventMs, byte[] itsKey, byte[] itsValue) {
    if (timestampMs != eventMs) {
      timestampMs = eventMs;
    }
    key = itsKey;
    value = itsValue;
    return this;
  }

  @Override
  public Long timestamp() {
    return timestampMs;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public byte[] value() {
    return value;
  }
}
