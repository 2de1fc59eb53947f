package dev.reflow.tracing.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of the sinks whose other end is not Reflow's own; a part of {@link Options}. */
public final class SinkOptions {

  /** The Kafka brokers. */
  public static final Option<Optional<String>> KAFKA_BOOTSTRAP_SERVERS =
      option(
          "sink.kafka.bootstrap-servers",
          "",
          new Values.Optionally<>(new Values.Text("a list of HOST:PORT with commas between")),
          "The brokers that the `kafka` sink asks first. Any other `reflow.sink.kafka.NAME` goes to"
              + " Kafka's producer as its property `NAME`.");

  /** Where in Kafka. */
  public static final Option<String> KAFKA_TOPIC =
      option(
          "sink.kafka.topic",
          "reflow.events",
          new Values.Text("a topic's name"),
          "The topic of the `kafka` sink, which must exist unless the broker creates topics.");

  /** How a Kafka record's value is written. */
  public static final Option<EventFormat> KAFKA_FORMAT =
      option(
          "sink.kafka.format",
          "json",
          new Values.Choice<>(EventFormat.values()),
          "What a Kafka record's value is: an event's `json`, or the queue's `binary` record with"
              + " the names that it uses; the record's header `reflow-format` says which.");

  /** Where OTLP goes. */
  public static final Option<URI> OTLP_ENDPOINT =
      option(
          "sink.otlp.endpoint",
          "http://localhost:4318",
          new Values.HttpUrl(),
          "Where the `otlp` sink posts to; `/v1/traces` and `/v1/metrics` are put behind it."
              + " `https://` trusts what the JVM's trust store trusts.");

  /** What OTLP requests carry besides. */
  public static final Option<Map<String, String>> OTLP_HEADERS =
      secret(
          "sink.otlp.headers",
          "",
          new Values.Pairs(),
          "Headers of each request of the `otlp` sink, such as `authorization=Bearer …`.");

  /** In the order of the documentation. */
  static final List<Option<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC, KAFKA_FORMAT, OTLP_ENDPOINT, OTLP_HEADERS);

  private SinkOptions() {}

  private static <T> Option<T> option(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.NONE);
  }

  private static <T> Option<T> secret(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.SECRET);
  }
}
