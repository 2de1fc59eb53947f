package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * From the agent's jar to a store by the server's, which is killed again and again meanwhile: in
 * the end each event that the agent recorded is one row. With a million events by {@code mvn verify
 * -Dit.test=EndToEndIT -Dreflow.test.end-to-end-events=1000000}.
 */
final class EndToEndIT {

  private static final int EVENTS = Integer.getInteger("reflow.test.end-to-end-events", 80_000);
  private static final int THREADS = 2;
  private static final int BURST = 50;

  /** So that all of it takes some twenty seconds: longer than a server is away. */
  private static final long PAUSE_US = 20_000_000L * THREADS * BURST / EVENTS;

  /** What is sent between two faults. */
  private static final int STEP = EVENTS / 8;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PARTITIONS = 4;

  /** So that a killed server's partitions are given to another one soon: 45 s by default. */
  private static final String CONSUMER = "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n";

  private static final String ROWS =
      "SELECT COUNT(*), COUNT(DISTINCT event_id), COUNT(DISTINCT message_id),"
          + " SUM(CAST(message_id AS BIGINT)) FROM data_flow_events";

  @Test
  void shouldStoreEachEventOnceThoughTheServerIsKilled() throws Exception {
    AgentRun run = run("to-duckdb");
    Path work = run.directory().resolve("server");
    try (ServerRun server = server(work, "--store", "duckdb:" + work.resolve("data"))) {
      run.set("sinks", "websocket").set("server-url", server.url());
      List<Long> recorded;
      try (LedgerRun program = LedgerRun.start(run, THREADS, BURST, PAUSE_US).begin()) {
        for (int i = 0; i < 3; i++) {
          awaitStored(server);
          program.awaitSends(STEP);
          server.kill();
          program.awaitSends(STEP);
          server.restart();
        }
        recorded = end(run, program);
      }
      assertThat(server.row(ROWS)).isEqualTo(recorded);
      server.kill();
      server.restart();
      assertThat(server.row(ROWS)).as("after one more kill").isEqualTo(recorded);
      assertThat(server.terminate()).isIn(0, 143);
    }
    run.delete();
  }

  @Test
  void shouldStoreEachEventOnceThroughKafkaThoughServersAreKilled() throws Exception {
    checkKafka("through-kafka", Map.of());
  }

  @Test
  void shouldStoreEachBinaryEventOnceThroughKafkaThoughServersAreKilled() throws Exception {
    checkKafka(
        "through-kafka-binary",
        Map.of("sink.kafka.format", "binary", "sink.kafka.events-per-record", "100"));
  }

  private static void checkKafka(String topic, Map<String, String> settings) throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    broker.create(topic, PARTITIONS, Map.of());
    PostgresDatabase database = PostgresServer.shared().database();
    AgentRun run = run(topic).set("sinks", "kafka").set("sink.kafka.topic", topic);
    run.set("sink.kafka.bootstrap-servers", broker.servers());
    settings.forEach(run::set);
    Path consumer = Files.writeString(run.directory().resolve("consumer.properties"), CONSUMER);
    String[] arguments = {
      "--store",
      database.urlWithUser(),
      "--from",
      "kafka:" + broker.servers() + "/" + topic,
      "--from-properties",
      consumer.toString()
    };
    try (ServerRun one = server(run.directory().resolve("one"), arguments);
        ServerRun two = server(run.directory().resolve("two"), arguments)) {
      List<Long> recorded;
      try (LedgerRun program = LedgerRun.start(run, THREADS, BURST, PAUSE_US).begin()) {
        killInTurn(program, one, two);
        recorded = end(run, program);
      }
      // What is in the topic is stored by whoever has its partitions then.
      awaitTrue(() -> one.row(ROWS).get(0) >= recorded.get(0));
      assertThat(two.row(ROWS)).isEqualTo(recorded);
      assertThat(one.terminate()).isIn(0, 143);
      assertThat(two.terminate()).isIn(0, 143);
      assertThat(database.number("SELECT COUNT(*) FROM data_flow_events"))
          .isEqualTo(recorded.get(0));
    }
    run.delete();
  }

  /** One, then the other, then both; each has stored something before. */
  private static void killInTurn(LedgerRun program, ServerRun one, ServerRun two) throws Exception {
    for (List<ServerRun> killed : List.of(List.of(one), List.of(two), List.of(one, two))) {
      awaitStored(one);
      awaitStored(two);
      program.awaitSends(STEP);
      for (ServerRun server : killed) {
        server.kill();
      }
      program.awaitSends(STEP);
      for (ServerRun server : killed) {
        server.restart();
      }
    }
  }

  private static AgentRun run(String name) throws Exception {
    return new AgentRun(name, Jdk.running())
        .set("retry.initial-delay", "100ms")
        .set("retry.max-delay", "500ms")
        .set("exit-timeout", "60s");
  }

  private static ServerRun server(Path directory, String... arguments) throws Exception {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--query-limit";
    all[arguments.length + 1] = "60s";
    return new ServerRun(directory, all);
  }

  private static void awaitStored(ServerRun server) {
    awaitTrue(() -> server.stored() > 0);
  }

  private static void awaitTrue(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  /**
   * Lets the program end and ships what is left; returns what {@link #ROWS} is to say of what the
   * agent recorded, which is what the program sent.
   */
  private static List<Long> end(AgentRun run, LedgerRun program) throws Exception {
    awaitTrue(() -> program.sum() >= EVENTS || !program.jvm().isAlive());
    Outcome outcome = program.end();
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    assertThat(shipped.agentLines("damaged")).isEmpty();

    AtomicLong recorded = new AtomicLong();
    QueueContents.read(run.queueDirectory(), event -> recorded.incrementAndGet());
    long sent = program.sum() + 1;
    assertThat(recorded.get()).isEqualTo(sent).isGreaterThanOrEqualTo(EVENTS);
    return List.of(sent, sent, sent, sumOfMessageIds(program.sends()));
  }

  private static long sumOfMessageIds(long[] sends) {
    LongUnaryOperator upTo = count -> count * (count - 1) / 2;
    return LedgerRun.id(999, 0)
        + IntStream.range(0, sends.length)
            .mapToLong(i -> sends[i] * LedgerRun.id(i, 0) + upTo.applyAsLong(sends[i]))
            .sum();
  }
}
