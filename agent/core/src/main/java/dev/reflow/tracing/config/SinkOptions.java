package dev.reflow.tracing.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of single sinks; a part of {@link Options}. */
public final class SinkOptions {

  /** The file sink's file. */
  public static final Option<Path> FILE_PATH =
      option(
          "sink.file.path",
          "reflow-events.ndjson",
          new Values.FilePath(),
          "The file of the `file` sink, one event a line.");

  /** When the file sink starts its next file. */
  public static final Option<Long> FILE_MAX_BYTES =
      option(
          "sink.file.max-bytes",
          "256MiB",
          new Quantities.Size("1KiB", "1024GiB"),
          "The file of the `file` sink is rotated when it is this large.");

  /** The same, by age. */
  public static final Option<Optional<Duration>> FILE_MAX_AGE =
      option(
          "sink.file.max-age",
          "",
          new Values.Optionally<>(new Quantities.Span("1s", "3650d")),
          "The file of the `file` sink is rotated, before the next batch, when its first event was"
              + " written this long ago; not set: by size alone.");

  /** Whether the file sink waits for the disk. */
  public static final Option<Boolean> FILE_FSYNC =
      option(
          "sink.file.fsync",
          "false",
          new Values.Bool(),
          "`true`: a batch counts as shipped once it is on the disk, so that it survives a loss of"
              + " power. `false`: once the operating system has it.");

  /** The database of the postgres sink. */
  public static final Option<Optional<String>> POSTGRES_URL =
      address(
          "sink.postgres.url",
          "",
          new Values.Optionally<>(new Values.PostgresAddress()),
          "The database of the `postgres` sink. Table `data_flow_events` is created if missing."
              + " The driver's own settings go behind a question mark.");

  /** Who comes to it. */
  public static final Option<Optional<String>> POSTGRES_USER =
      option(
          "sink.postgres.user",
          "",
          new Values.Optionally<>(new Values.Text("a name")),
          "The user of the `postgres` sink; wins over the one in the URL.");

  /** What the database asks of that user. */
  public static final Option<Optional<Path>> POSTGRES_PASSWORD_FILE =
      option(
          "sink.postgres.password-file",
          "",
          new Values.Optionally<>(new Values.FilePath()),
          "A file whose first line is the user's password, read anew for each connection; wins over"
              + " the URL.");

  /** How a new table is laid out. */
  public static final Option<DayPartitions> POSTGRES_PARTITIONS =
      option(
          "sink.postgres.partitions",
          "none",
          new Values.Choice<>(DayPartitions.values()),
          "How the table is made where it is missing: `day` gives each day a partition, so that old"
              + " days can be dropped at no cost.");

  /** The Kafka brokers. */
  public static final Option<Optional<String>> KAFKA_BOOTSTRAP_SERVERS =
      address(
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

  /** How many events share a Kafka record. */
  public static final Option<Integer> KAFKA_EVENTS_PER_RECORD =
      option(
          "sink.kafka.events-per-record",
          "100",
          new Values.WholeNumber(1, 10_000),
          "How many events a Kafka record may hold, all of one partition, one a line or as one"
              + " page. `1`: each event is a record of its own, keyed by its trace, which is what"
              + " most other readers want and costs both sides far more; see"
              + " [Sinks](sinks.md#kafka).");

  /** Where OTLP goes. */
  public static final Option<URI> OTLP_ENDPOINT =
      address(
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
          FILE_PATH,
          FILE_MAX_BYTES,
          FILE_MAX_AGE,
          FILE_FSYNC,
          POSTGRES_URL,
          POSTGRES_USER,
          POSTGRES_PASSWORD_FILE,
          POSTGRES_PARTITIONS,
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_TOPIC,
          KAFKA_FORMAT,
          KAFKA_EVENTS_PER_RECORD,
          OTLP_ENDPOINT,
          OTLP_HEADERS);

  private SinkOptions() {}

  private static <T> Option<T> option(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.NONE);
  }

  /** One that may hold a user and a password. */
  private static <T> Option<T> address(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.ADDRESS);
  }

  private static <T> Option<T> secret(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.SECRET);
  }
}
