package dev.reflow.tracing.server.kafka;

import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.Receipt;
import dev.reflow.tracing.server.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one topic as a member of a consumer group and stores what it reads. */
public final class KafkaSource implements AutoCloseable {

  private static final String GROUP = "reflow-server";
  private static final int RECORDS_AT_ONCE = 5_000;

  /** A record may hold many events, so what is read of a poll is stored in parts. */
  private static final long BYTES_AT_ONCE = 16L << 20;

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final long LONGEST_PAUSE_MS = 10_000;
  private static final long FIRST_PAUSE_MS = 250;

  private final KafkaAddress address;
  private final Intake intake;
  private final Figures figures;
  private final Log log;
  private final RecordReader reader = new RecordReader();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "reflow-kafka");
  private volatile boolean isClosed;
  private boolean saidMalformed;
  private long pauseMs;

  private KafkaSource(
      KafkaAddress address,
      KafkaConsumer<byte[], byte[]> consumer,
      Intake intake,
      Figures figures,
      Log log) {
    this.address = address;
    this.consumer = consumer;
    this.intake = intake;
    this.figures = figures;
    this.log = log;
  }

  /**
   * A source that {@link #start} sets to work.
   *
   * @throws StoreException when the client does not take its properties
   */
  public static KafkaSource open(KafkaAddress address, Intake intake, Figures figures, Log log)
      throws StoreException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("group.id", GROUP);
    properties.put("client.id", GROUP);
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", RECORDS_AT_ONCE);
    properties.put("max.partition.fetch.bytes", 4 << 20);
    properties.put("fetch.max.bytes", 16 << 20);
    properties.put("enable.metrics.push", false);
    properties.putAll(address.client());
    properties.put("bootstrap.servers", address.servers());
    properties.put("enable.auto.commit", false);
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      return new KafkaSource(address, consumer, intake, figures, log);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE,
          address + ": " + StoreException.firstLine(String.valueOf(cause.getMessage())),
          e);
    }
  }

  /** Begins to read. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(address.topic()));
      while (!isClosed) {
        doWork();
      }
    } catch (WakeupException e) {
      // It is closed.
    } catch (KafkaException e) {
      log.warn(address + " is read no more, start the server again: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return StoreException.firstLine(String.valueOf(e.getMessage()));
  }

  /** One poll; what it brought is stored and committed when this returns, or will be read again. */
  private void doWork() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    try {
      store(records);
      pauseMs = 0;
      consumer.commitSync(next(records));
    } catch (StoreException e) {
      rewind(records);
      pause();
    } catch (RetriableException | org.apache.kafka.clients.consumer.CommitFailedException e) {
      // The partitions went to another server, which reads these again; each row is stored once.
    }
  }

  private void store(ConsumerRecords<byte[], byte[]> records) throws StoreException {
    List<StoredEvent> events = new ArrayList<>(records.count());
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      int before = events.size();
      try {
        reader.read(record, events);
      } catch (MalformedException e) {
        malformed(record, e);
      }
      for (StoredEvent event : events.subList(before, events.size())) {
        bytes += event.frame.length;
      }
      if (bytes > BYTES_AT_ONCE) {
        await(events, bytes);
        events = new ArrayList<>();
        bytes = 0;
      }
    }
    figures.messagesReceived.add(records.count());
    await(events, bytes);
  }

  private void malformed(ConsumerRecord<byte[], byte[]> record, MalformedException e) {
    figures.errors.increment();
    if (!saidMalformed) {
      saidMalformed = true;
      log.warn(
          "%s: record %d of partition %d is no event (%s); what cannot be read is left out and counted"
              .formatted(address, record.offset(), record.partition(), e.line()));
    }
  }

  private void await(List<StoredEvent> events, long bytes) throws StoreException {
    figures.bytesReceived.add(bytes);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    intake.submit(
        events,
        List.of(),
        bytes,
        new Receipt() {
          @Override
          public void stored() {
            done.complete(true);
          }

          @Override
          public void failed(StoreException failure) {
            done.completeExceptionally(failure);
          }
        });
    try {
      done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Kind.UNAVAILABLE, "the server stops", e);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> next(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      next.put(partition, new OffsetAndMetadata(all.get(all.size() - 1).offset() + 1));
    }
    return next;
  }

  private void rewind(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, records.records(partition).get(0).offset());
      }
    }
  }

  /** Keeps polling meanwhile, without records, so that the group does not give us up. */
  private void pause() {
    pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
    consumer.pause(consumer.assignment());
    ConsumerRecords<byte[], byte[]> none = consumer.poll(Duration.ofMillis(pauseMs));
    if (!none.isEmpty()) {
      rewind(none);
    }
    consumer.resume(consumer.assignment());
  }

  @Override
  public void close() {
    isClosed = true;
    consumer.wakeup();
    try {
      thread.join(GOODBYE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
