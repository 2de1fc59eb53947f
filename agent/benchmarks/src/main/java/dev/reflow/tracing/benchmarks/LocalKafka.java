package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A Kafka broker in a JVM of its own, from the jars that the build has put into {@code
 * agent/core/target/kafka}. One thread.
 */
final class LocalKafka implements AutoCloseable {

  static final String SERVERS = "localhost:39092";
  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";
  private static final long PATIENCE_S = 60;
  private static final Duration POLL = Duration.ofMillis(200);

  private final WorkDirectory directory;
  private final Path jars;
  private final Process broker;

  /** {@code jars}: where those of the broker are. */
  LocalKafka(WorkDirectory directory, Path jars) throws IOException, InterruptedException {
    this.directory = directory;
    this.jars = jars;
    Files.writeString(properties(), settings());
    start("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c").waitFor();
    broker = start("kafka.Kafka");
  }

  private Path properties() {
    return directory.path().resolve("server.properties");
  }

  private String settings() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:39093
        listeners=PLAINTEXT://localhost:39092,CONTROLLER://localhost:39093
        controller.listener.names=CONTROLLER
        log.dirs=%s
        offsets.topic.replication.factor=1
        """
        .formatted(directory.path().resolve("data"));
  }

  private Process start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", jars + "/*", program));
    command.addAll(List.of(arguments));
    command.add(properties().toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.path().resolve(program + ".log").toFile())
        .start();
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", SERVERS, "enable.metrics.push", "false"));
  }

  /** Makes a topic of one partition. */
  void create(String topic) throws IOException {
    try (Admin admin = admin()) {
      NewTopic made = new NewTopic(topic, 1, (short) 1);
      await(admin.createTopics(List.of(made)).all());
    }
  }

  /** Records in {@code topic} so far. */
  long records(String topic) throws IOException {
    TopicPartition only = new TopicPartition(topic, 0);
    try (Admin admin = admin()) {
      var offsets = admin.listOffsets(Map.of(only, OffsetSpec.latest()));
      return await(offsets.partitionResult(only)).offset();
    }
  }

  /** Events in {@code topic} so far, each record read and looked into. */
  long events(String topic) {
    TopicPartition only = new TopicPartition(topic, 0);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", SERVERS, "enable.metrics.push", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      long events = 0;
      while (consumer.position(only) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          events += RecordEvents.count(record);
        }
      }
      return events;
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws IOException {
    try {
      return future.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (broker.isAlive()) {
      broker.destroyForcibly();
      broker.onExit().join();
      directory.close();
    }
  }
}
