package dev.reflow.tracing.sink.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One record for all events of a sink, filled anew for each: the producer has copied what it needs
 * when {@code send} returns. Saves a record and its headers an event. Not thread-safe.
 */
final class ReusedRecord extends ProducerRecord<byte[], byte[]> {

  private static final byte[] NONE = {};

  private final FormatHeader format;
  private @Nullable Integer partition;
  private Long timestampMs = 0L;
  private byte[] key = NONE;
  private byte[] value = NONE;

  /** {@code format}: what the values are. */
  ReusedRecord(String topic, String format) {
    super(topic, NONE);
    this.format = new FormatHeader(format.getBytes(StandardCharsets.US_ASCII));
  }

  /** A record that its key takes to a partition; both arrays hold until {@code send} returns. */
  ReusedRecord keyed(long eventMs, byte[] itsKey, byte[] itsValue) {
    fill(eventMs, itsValue);
    key = itsKey;
    partition = null;
    return this;
  }

  /** A record of {@code itsPartition}, whatever its key. */
  ReusedRecord placed(int itsPartition, long eventMs, byte[] itsKey, byte[] itsValue) {
    fill(eventMs, itsValue);
    key = itsKey;
    partition = itsPartition;
    return this;
  }

  private void fill(long eventMs, byte[] itsValue) {
    if (timestampMs != eventMs) {
      timestampMs = eventMs;
    }
    value = itsValue;
  }

  @Override
  public Headers headers() {
    return format;
  }

  @Override
  public @Nullable Integer partition() {
    return partition;
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
