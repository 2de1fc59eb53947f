package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.ZstdLibrary;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to a topic, many or one a record; Kafka's producer does the rest. */
public final class KafkaSink implements Sink {

  /** The header that says what a record's value is. */
  public static final String FORMAT_HEADER = "reflow-format";

  /** The value is a JSON object, the same as a line of the {@code file} sink. */
  public static final String JSON = "json";

  /** The value is such objects, one a line; blanks may follow the last. */
  public static final String JSON_LINES = "json-lines";

  /** The value is a page of the queue's: see {@link EventBinary}. */
  public static final String BINARY = "binary-1";

  /** Beyond so many, what a flush costs is nothing beside what the events do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  private final KafkaSettings settings;
  private final KafkaDiagnosis diagnosis;
  private final Log log;
  private final EventRecords records;

  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private Acknowledgements acknowledgements = new Acknowledgements();
  private boolean saidUnknown;

  /** Of the topic; asked for again with each batch, since a topic may be given more. */
  private int partitions;

  /** A sink that has touched nothing yet. */
  public KafkaSink(KafkaSettings settings, Log log) {
    this.settings = settings;
    this.diagnosis = new KafkaDiagnosis(settings);
    this.log = log;
    this.records =
        settings.isOneEach()
            ? new OneEach(settings.topic(), settings.isBinary(), this::send)
            : new ManyInOne(
                settings.topic(), settings.isBinary(), settings.eventsPerRecord(), this::send);
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String target() {
    return settings.toString();
  }

  @Override
  public void open() throws SinkException {
    run(this::connect);
  }

  /** Asks for the topic without a producer, which might have the brokers make it. */
  @Override
  public void check() throws SinkException {
    run(() -> TopicCheck.run(settings));
  }

  private void run(Runnable step) throws SinkException {
    if (settings.bootstrap().isEmpty()) {
      throw SinkException.fatal("set reflow.sink.kafka.bootstrap-servers to HOST:PORT", null);
    }
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    // Kafka looks there for login modules and the like, and its threads inherit it.
    current.setContextClassLoader(KafkaSink.class.getClassLoader());
    try {
      step.run();
    } catch (KafkaException e) {
      throw diagnosis.of(e);
    } catch (LinkageError e) {
      throw diagnosis.missing(e);
    } finally {
      current.setContextClassLoader(before);
    }
  }

  private void connect() {
    sayUnknown();
    Map<String, Object> properties = ProducerProperties.of(settings);
    if (ProducerProperties.isZstd(properties)) {
      ZstdLibrary.load();
    }
    acknowledgements = new Acknowledgements();
    KafkaProducer<byte[], byte[]> opened =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer = opened;
    // Asks the brokers, so that what is wrong is known before the first event.
    partitions = opened.partitionsFor(settings.topic()).size();
  }

  private void sayUnknown() {
    if (!saidUnknown) {
      saidUnknown = true;
      for (String name : ProducerProperties.unknown(settings)) {
        log.warn(
            "kafka sink: reflow.sink.kafka.%s: Kafka's producer has no property %s"
                .formatted(name, name));
      }
    }
  }

  @Override
  public void write(EventView event) throws SinkException {
    if (producer == null) {
      throw closed();
    }
    try {
      records.write(event, partitions);
    } catch (IOException | RuntimeException e) {
      throw SinkException.poison("it cannot be written as a record: " + e, e);
    }
  }

  private void send(ReusedRecord record) throws SinkException {
    KafkaProducer<byte[], byte[]> target = producer;
    if (target == null) {
      throw closed();
    }
    try {
      var unused = target.send(record, acknowledgements);
    } catch (KafkaException | IllegalStateException e) {
      throw diagnosis.of(e);
    } catch (LinkageError e) {
      throw diagnosis.missing(e);
    }
    throwWhatWasRefused();
  }

  @Override
  public int eventsAtOnce() {
    return EVENTS_AT_ONCE;
  }

  @Override
  public void commit() throws SinkException {
    KafkaProducer<byte[], byte[]> target = producer;
    if (target == null) {
      throw closed();
    }
    records.flush();
    try {
      target.flush();
      partitions = target.partitionsFor(settings.topic()).size();
    } catch (KafkaException e) {
      throw diagnosis.of(e);
    }
    throwWhatWasRefused();
  }

  private void throwWhatWasRefused() throws SinkException {
    Exception failure = acknowledgements.failure();
    if (failure != null) {
      throw diagnosis.of(failure);
    }
  }

  private SinkException closed() {
    return SinkException.retry(target() + " is not connected", null);
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> closing = producer;
    producer = null;
    records.clear();
    if (closing != null) {
      try {
        closing.close(Duration.ZERO);
      } catch (KafkaException e) {
        // An interrupt, which stays set; or nothing that could be done about it.
      }
    }
  }
}
