package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.ZstdLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to a topic, one record each; what Kafka's producer does the rest of. */
public final class KafkaSink implements Sink {

  /** The header that says what a record's value is. */
  public static final String FORMAT_HEADER = "reflow-format";

  /** The value is a JSON object, the same as a line of the {@code file} sink. */
  public static final String JSON = "json";

  /** The value is a page of the queue's: see {@link EventBinary}. */
  public static final String BINARY = "binary-1";

  /** Beyond so many, what a flush costs is nothing beside what the events do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final KafkaSettings settings;
  private final KafkaDiagnosis diagnosis;
  private final Log log;
  private final ReusedRecord record;
  private final JsonBuffer text = new JsonBuffer();
  private final EventJson json = new EventJson(text);
  private final EventBinary binary = new EventBinary();
  private final ExactArrays keys = new ExactArrays();
  private final ExactArrays values = new ExactArrays();

  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private Acknowledgements acknowledgements = new Acknowledgements();
  private boolean saidUnknown;

  /** A sink that has touched nothing yet. */
  public KafkaSink(KafkaSettings settings, Log log) {
    this.settings = settings;
    this.diagnosis = new KafkaDiagnosis(settings);
    this.log = log;
    String format = settings.isBinary() ? BINARY : JSON;
    byte[] name = format.getBytes(StandardCharsets.US_ASCII);
    this.record =
        new ReusedRecord(settings.topic(), List.of(new RecordHeader(FORMAT_HEADER, name)));
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
    if (settings.bootstrap().isEmpty()) {
      throw SinkException.fatal("set reflow.sink.kafka.bootstrap-servers to HOST:PORT", null);
    }
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    // Kafka looks there for login modules and the like, and its threads inherit it.
    current.setContextClassLoader(KafkaSink.class.getClassLoader());
    try {
      connect();
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
    opened.partitionsFor(settings.topic());
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
    KafkaProducer<byte[], byte[]> target = opened();
    byte[] key;
    byte[] value;
    try {
      key = key(event);
      value = value(event);
    } catch (IOException | RuntimeException e) {
      throw SinkException.poison("it cannot be written as a record: " + e, e);
    }
    try {
      var unused =
          target.send(record.with(event.startNs() / NS_PER_MS, key, value), acknowledgements);
    } catch (KafkaException e) {
      throw diagnosis.of(e);
    } catch (LinkageError e) {
      throw diagnosis.missing(e);
    }
    check();
  }

  private byte[] key(EventView event) throws IOException {
    text.clear();
    json.writeTraceId(event);
    return keys.copy(text.array(), text.size());
  }

  private byte[] value(EventView event) throws IOException {
    if (settings.isBinary()) {
      binary.write(event);
      return values.copy(binary.array(), binary.size());
    }
    text.clear();
    json.writeLine(event);
    return values.copy(text.array(), text.size() - 1);
  }

  @Override
  public int eventsAtOnce() {
    return EVENTS_AT_ONCE;
  }

  @Override
  public void commit() throws SinkException {
    try {
      opened().flush();
    } catch (KafkaException e) {
      throw diagnosis.of(e);
    }
    check();
  }

  private void check() throws SinkException {
    Exception failure = acknowledgements.failure();
    if (failure != null) {
      throw diagnosis.of(failure);
    }
  }

  private KafkaProducer<byte[], byte[]> opened() throws SinkException {
    KafkaProducer<byte[], byte[]> opened = producer;
    if (opened == null) {
      throw SinkException.retry(target() + " is not connected", null);
    }
    return opened;
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> closing = producer;
    producer = null;
    if (closing != null) {
      try {
        closing.close(Duration.ZERO);
      } catch (KafkaException e) {
        // An interrupt, which stays set; or nothing that could be done about it.
      }
    }
  }
}
