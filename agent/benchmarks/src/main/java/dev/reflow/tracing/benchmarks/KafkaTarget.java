package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A topic of one partition, compressed by zstd. */
final class KafkaTarget implements SinkTarget {

  private final LocalKafka broker;
  private final boolean isBinary;
  private final String topic;
  private long seen;

  /** A new topic on {@code broker}, which is closed with the target. */
  KafkaTarget(LocalKafka broker, boolean isBinary) throws IOException {
    this.broker = broker;
    this.isBinary = isBinary;
    this.topic = isBinary ? "binary" : "json";
    broker.create(topic);
  }

  @Override
  public String name() {
    return isBinary ? "kafka, binary, zstd" : "kafka, JSON, zstd";
  }

  @Override
  public Optional<Bar> bar() {
    return Optional.of(isBinary ? Bar.TO_KAFKA_BINARY : Bar.TO_KAFKA);
  }

  @Override
  public int sends() {
    return 4_000_000;
  }

  @Override
  public List<String> options(Path run) {
    return List.of(
        "-Dreflow.sinks=kafka",
        "-Dreflow.sink.kafka.bootstrap-servers=" + LocalKafka.SERVERS,
        "-Dreflow.sink.kafka.topic=" + topic,
        "-Dreflow.sink.kafka.format=" + (isBinary ? "binary" : "json"));
  }

  /** Records; there are as many events, since nothing fails. */
  @Override
  public long takeEvents(Path run) throws IOException {
    long records = broker.records(topic);
    long more = records - seen;
    seen = records;
    return more;
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
