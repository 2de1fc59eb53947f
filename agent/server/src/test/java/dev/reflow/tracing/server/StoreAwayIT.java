package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that dies under the server and comes back. */
class StoreAwayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String COUNT = "SELECT COUNT(*) FROM data_flow_events";
  private static final int EVENTS = 2_000;

  private static PostgresServer postgres;
  private PostgresDatabase database;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = postgres.database();
  }

  private TestServer server(String... more) throws Exception {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "--port";
    arguments[1] = "0";
    arguments[2] = "--store";
    arguments[3] = database.urlWithUser();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return new TestServer(arguments);
  }

  @Test
  void shouldRefuseEventsUntilItIsBackAndSayThatItIsAway() throws Exception {
    try (TestServer server = server();
        TestClient client = server.connect()) {
      assertThat(client.ask(WireEvents.record(WireEvents.flow(1)))).isEqualTo(WireEvents.RECORDED);
      postgres.kill();
      assertThat(client.ask(WireEvents.record(WireEvents.flow(2)))).contains("StorageError");
      assertThat(server.get("/healthz").statusCode()).isEqualTo(503);
      assertThat(server.get("/api/events").statusCode()).isEqualTo(503);
      postgres.restart();
      assertThat(client.ask(WireEvents.record(WireEvents.flow(2)))).isEqualTo(WireEvents.RECORDED);
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/events/msg_2").statusCode()).isEqualTo(200);
      assertThat(server.log()).contains("does not take events", "takes events again");
    }
    assertThat(database.number(COUNT)).isEqualTo(2);
  }

  @Test
  void shouldReadATopicAgainFromWhereItsStoreWentAway() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    broker.create("store-away", 2, Map.of());
    try (TestServer server = server("--from", "kafka:" + broker.servers() + "/store-away")) {
      produce(broker, 1);
      await().atMost(PATIENCE).until(() -> database.number(COUNT) == EVENTS);
      postgres.kill();
      produce(broker, EVENTS + 1);
      await().atMost(PATIENCE).until(() -> server.get("/healthz").statusCode() == 503);
      postgres.restart();
      await().atMost(PATIENCE).until(() -> database.number(COUNT) == 2 * EVENTS);
      assertThat(server.log()).doesNotContain("is read no more");
    }
  }

  private static void produce(KafkaBroker broker, long from) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.servers(), "enable.metrics.push", false);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = from; i < from + EVENTS; i++) {
        byte[] key = WireEvents.id(i).toString().getBytes(StandardCharsets.UTF_8);
        byte[] event = WireEvents.flow(i).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>("store-away", key, event));
      }
    }
  }
}
