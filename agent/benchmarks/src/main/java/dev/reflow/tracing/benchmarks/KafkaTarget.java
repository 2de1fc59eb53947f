package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A topic of one partition, compressed by zstd. */
final class KafkaTarget implements SinkTarget {

  private final LocalKafka broker;
  private final boolean isBinary;
  private final int together;
  private final String topic;
  private long seen;

  /**
   * A new topic on {@code broker}.
   *
   * @param together how many events a record may have
   */
  KafkaTarget(LocalKafka broker, boolean isBinary, int together) throws IOException {
    this.broker = broker;
    this.isBinary = isBinary;
    this.together = together;
    this.topic = (isBinary ? "binary-" : "json-") + together;
    broker.create(topic);
  }

  @Override
  public String name() {
    String format = isBinary ? "kafka, binary, zstd" : "kafka, JSON, zstd";
    return together == 1 ? format + ", an event a record" : format;
  }

  @Override
  public Optional<Bar> bar() {
    return together == 1
        ? Optional.empty()
        : Optional.of(isBinary ? Bar.TO_KAFKA_BINARY : Bar.TO_KAFKA);
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
        "-Dreflow.sink.kafka.events-per-record=" + together,
        "-Dreflow.sink.kafka.format=" + (isBinary ? "binary" : "json"));
  }

  /** Records, where each is an event, since nothing fails; else the events are read and counted. */
  @Override
  public long takeEvents(Path run) throws IOException {
    long events = together == 1 ? broker.records(topic) : broker.events(topic);
    long more = events - seen;
    seen = events;
    return more;
  }
}
