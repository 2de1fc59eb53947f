package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Compression;
import dev.reflow.tracing.config.EventFormat;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.PassedOn;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.config.SinkOptions;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.ship.Backoff;
import dev.reflow.tracing.ship.BatchLimits;
import dev.reflow.tracing.ship.Feed;
import dev.reflow.tracing.ship.Shipper;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.file.FileFormat;
import dev.reflow.tracing.sink.file.FileLimits;
import dev.reflow.tracing.sink.file.FileSink;
import dev.reflow.tracing.sink.kafka.KafkaSettings;
import dev.reflow.tracing.sink.kafka.KafkaSink;
import dev.reflow.tracing.sink.otlp.OtlpSink;
import dev.reflow.tracing.sink.postgres.Credentials;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import dev.reflow.tracing.sink.postgres.PostgresSink;
import dev.reflow.tracing.sink.postgres.PostgresUrl;
import dev.reflow.tracing.sink.websocket.FrameFormat;
import dev.reflow.tracing.sink.websocket.Token;
import dev.reflow.tracing.sink.websocket.WebSocketSink;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Makes the sinks that the settings name; the classes of one load when it is made. Stateless. */
public final class Sinks {

  /** How long a server may take to accept a connection or to acknowledge a batch. */
  private static final Duration SERVER_TIMEOUT = Duration.ofSeconds(10);

  private Sinks() {}

  /** The kinds that {@code reflow.sinks} names, without {@code none}. */
  public static List<SinkKind> kinds(Settings settings) {
    return settings.get(Options.SINKS).stream().filter(kind -> kind != SinkKind.NONE).toList();
  }

  /** What the sinks of {@link #kinds} are called. */
  static List<String> names(Settings settings) {
    return kinds(settings).stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Modules of the JDK that the libraries of the sinks need. */
  static Set<String> modules(Settings settings) {
    Set<String> modules = new TreeSet<>();
    for (SinkKind kind : kinds(settings)) {
      if (kind == SinkKind.POSTGRES) {
        modules.addAll(List.of("java.sql", "java.naming", "java.security.jgss"));
      } else if (kind == SinkKind.KAFKA) {
        modules.addAll(List.of("java.management", "java.security.sasl", "java.security.jgss"));
      }
    }
    return modules;
  }

  /** A sink that is not open yet. */
  public static Sink create(SinkKind kind, Settings settings, Log log) {
    return switch (kind) {
      case FILE -> file(settings, log);
      case WEBSOCKET -> webSocket(settings);
      case POSTGRES -> postgres(settings);
      case KAFKA -> new KafkaSink(kafka(settings), log);
      case OTLP -> otlp(settings, log);
      case NONE -> throw new IllegalArgumentException("none is no sink");
    };
  }

  /** A shipper of {@code feed} to {@code sink}, with the settings' batches and retries. */
  public static Shipper shipper(Sink sink, Feed feed, Settings settings, Log log) {
    BatchLimits limits =
        new BatchLimits(settings.get(Options.BATCH_SIZE), settings.get(Options.BATCH_TIMEOUT));
    Backoff backoff =
        new Backoff(
            settings.get(Options.RETRY_INITIAL_DELAY),
            settings.get(Options.RETRY_MAX_DELAY),
            new SplittableRandom());
    return new Shipper(sink, feed, limits, backoff, System::nanoTime, log);
  }

  private static Sink file(Settings settings, Log log) {
    FileFormat format =
        switch (settings.get(Options.COMPRESSION)) {
          case NONE -> FileFormat.PLAIN;
          case GZIP -> FileFormat.GZIP;
          case ZSTD -> FileFormat.ZSTD;
        };
    long maxBytes = settings.get(SinkOptions.FILE_MAX_BYTES);
    FileLimits limits =
        settings
            .get(SinkOptions.FILE_MAX_AGE)
            .map(age -> new FileLimits(maxBytes, age))
            .orElseGet(() -> FileLimits.ofBytes(maxBytes));
    return new FileSink(
        settings.get(SinkOptions.FILE_PATH),
        limits,
        settings.get(SinkOptions.FILE_FSYNC),
        format,
        Clock.systemUTC(),
        log);
  }

  private static Sink webSocket(Settings settings) {
    FrameFormat format =
        switch (settings.get(Options.COMPRESSION)) {
          case NONE -> FrameFormat.PLAIN;
          case GZIP -> FrameFormat.GZIP;
          case ZSTD -> FrameFormat.ZSTD;
        };
    InetSocketAddress proxy =
        settings
            .get(Options.SERVER_PROXY)
            .map(uri -> InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()))
            .orElse(null);
    return new WebSocketSink(
        settings.get(Options.SERVER_URL), token(settings), format, proxy, SERVER_TIMEOUT);
  }

  private static Sink postgres(Settings settings) {
    Partitioning partitioning =
        switch (settings.get(SinkOptions.POSTGRES_PARTITIONS)) {
          case NONE -> Partitioning.NONE;
          case DAY -> Partitioning.DAY;
        };
    return new PostgresSink(
        settings.get(SinkOptions.POSTGRES_URL).map(PostgresUrl::parse).orElse(null),
        new Credentials(
            settings.get(SinkOptions.POSTGRES_USER).orElse(null),
            settings.get(SinkOptions.POSTGRES_PASSWORD_FILE).orElse(null)),
        partitioning,
        SERVER_TIMEOUT);
  }

  private static KafkaSettings kafka(Settings settings) {
    PassedOn passedOn = settings.passedOn();
    return new KafkaSettings(
        settings.get(SinkOptions.KAFKA_BOOTSTRAP_SERVERS).orElse(""),
        settings.get(SinkOptions.KAFKA_TOPIC),
        settings.get(SinkOptions.KAFKA_FORMAT) == EventFormat.BINARY,
        settings.get(SinkOptions.KAFKA_EVENTS_PER_RECORD),
        settings.get(Options.COMPRESSION).name().toLowerCase(Locale.ROOT),
        passedOn.properties(),
        passedOn.secrets());
  }

  private static Sink otlp(Settings settings, Log log) {
    return new OtlpSink(
        settings.get(SinkOptions.OTLP_ENDPOINT),
        settings.get(SinkOptions.OTLP_HEADERS),
        settings.get(Options.COMPRESSION) != Compression.NONE,
        SERVER_TIMEOUT,
        log);
  }

  private static Token token(Settings settings) {
    Optional<String> text = settings.get(Options.SERVER_TOKEN);
    if (text.isPresent()) {
      return Token.of(text.get());
    }
    return settings.get(Options.SERVER_TOKEN_FILE).map(Token::inFile).orElseGet(Token::none);
  }
}
