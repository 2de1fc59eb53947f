package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.runtime.MetricsFile;
import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.kafka.TopicReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The agent's jar and a real broker. */
final class KafkaIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3;

  private final KafkaBroker broker = KafkaBroker.shared();

  private AgentRun run(String topic, Jdk jdk) throws Exception {
    broker.create(topic, PARTITIONS, Map.of());
    return new AgentRun(topic, jdk)
        .set("sinks", "kafka")
        .set("sink.kafka.bootstrap-servers", broker.servers())
        .set("sink.kafka.topic", topic);
  }

  @Test
  void shouldDeliverEachEventKeyedByItsTraceOn17() throws Exception {
    checkDelivery(Jdk.of(17));
  }

  @Test
  void shouldDeliverEachEventKeyedByItsTraceOn25() throws Exception {
    checkDelivery(Jdk.of(25));
  }

  private void checkDelivery(Jdk jdk) throws Exception {
    String topic = "json-" + jdk.feature();
    AgentRun run = run(topic, jdk).set("sink.kafka.events-per-record", "1");
    Outcome outcome = run.run("app.delivery.TrickleMain", "3000", "0");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    Set<String> delivered = new TreeSet<>();
    TopicReader.forEach(
        broker.servers(),
        topic,
        read -> {
          WireEvent event = WireEvent.ofLine(text(read.value()));
          assertThat(event.traceId()).hasToString(text(read.key()));
          delivered.add(event.eventId().toString());
        });
    assertThat(delivered).hasSize(3000).isEqualTo(ids(outcome.flows()));
  }

  @Test
  void shouldDeliverManyEventsARecordByDefault() throws Exception {
    Outcome outcome = run("lines", Jdk.running()).run("app.delivery.TrickleMain", "3000", "0");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    Set<String> delivered = new TreeSet<>();
    int[] records = {0};
    TopicReader.forEach(
        broker.servers(),
        "lines",
        read -> {
          records[0]++;
          text(read.value())
              .lines()
              .filter(line -> !line.isBlank())
              .forEach(line -> delivered.add(WireEvent.ofLine(line).eventId().toString()));
        });
    assertThat(delivered).hasSize(3000).isEqualTo(ids(outcome.flows()));
    assertThat(records[0]).isLessThan(1000);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static Set<String> ids(List<Flow> flows) {
    return flows.stream()
        .map(flow -> flow.eventId().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldShipBinaryRecordsByHand() throws Exception {
    AgentRun run = run("binary", Jdk.running());
    Outcome outcome = run.set("sinks", "none").run("app.delivery.TrickleMain", "500", "0");
    run.set("sinks", "kafka").set("sink.kafka.format", "binary");
    run.set("sink.kafka.compression.type", "gzip");
    Outcome shipped = run.command("ship", run.queueDirectory().toString());

    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    Set<String> delivered = new TreeSet<>();
    TopicReader.forEach(broker.servers(), "binary", read -> addEventIds(read, delivered));
    assertThat(delivered).hasSize(500).isEqualTo(ids(outcome.flows()));
  }

  private static void addEventIds(ConsumerRecord<byte[], byte[]> read, Set<String> ids) {
    try {
      new PageReader()
          .read(
              ByteBuffer.wrap(read.value()),
              0,
              Integer.MAX_VALUE,
              event -> ids.add(event.eventId().toString()));
    } catch (CorruptRecordException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotBeTheFirstToUseJmx() throws Exception {
    AgentRun run = run("jmx", Jdk.running());
    Path stop = run.directory().resolve("stop");
    try (ForkedJvm jvm = run.start("app.steady.JmxMain", stop.toString())) {
      await().atMost(PATIENCE).until(() -> !jvm.isAlive() || shipped(run) > 100);
      Files.createFile(stop);
      Outcome outcome = run.await(jvm);
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.stdout().lines().limit(2))
          .containsExactly("log manager OwnLogging", "servers made 1");
    }
  }

  private static long shipped(AgentRun run) throws Exception {
    if (!Files.isDirectory(run.queueDirectory())) {
      return 0;
    }
    try (Stream<Path> runs = Files.list(run.queueDirectory())) {
      Path own = runs.filter(Files::isDirectory).findFirst().orElse(null);
      boolean isWritten = own != null && Files.exists(own.resolve("metrics.json"));
      return isWritten && own != null ? MetricsFile.read(own).shipped() : 0;
    }
  }

  @Test
  void shouldKeepSecretsOutOfLogAndDoctor() throws Exception {
    AgentRun run = run("secret", Jdk.running()).set("exit-timeout", "1s");
    run.set("sink.kafka.security.protocol", "SASL_PLAINTEXT")
        .set("sink.kafka.max.block.ms", "1000");
    run.set("sink.kafka.sasl.mechanism", "PLAIN");
    run.set(
        "sink.kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\""
            + " password=\"s3cret\";");
    run.set("log.level", "debug");
    Outcome outcome = run.run("app.delivery.TrickleMain", "10", "0");
    Outcome doctor = run.command("doctor");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.agentLines("kafka sink: topic secret")).as(outcome.stderr()).isNotEmpty();
    assertThat(doctor.status()).isEqualTo(3);
    assertThat(doctor.stdout())
        .contains("reflow.sink.kafka.sasl.jaas.config", "****", "topic secret at localhost:");
    assertThat(outcome.stderr() + doctor.stdout() + doctor.stderr()).doesNotContain("s3cret");
  }

  @Test
  void shouldTellByDoctorThatTheTopicCanBeReached() throws Exception {
    Outcome doctor = run("doctor", Jdk.running()).command("doctor");
    assertThat(doctor.status()).as(doctor.stdout() + doctor.stderr()).isZero();
    assertThat(doctor.stdout()).contains("topic doctor at " + broker.servers() + " answers after");
  }
}
