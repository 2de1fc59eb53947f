package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, killed while events come. */
class ServerJarIT {

  private static final int BATCHES = 60;
  private static final int EVENTS_OF_BATCH = 500;
  private static final int KAFKA_EVENTS = 40_000;

  @TempDir private Path directory;

  private static String batch(int number) {
    StringBuilder batch = new StringBuilder("[");
    for (int i = 0; i < EVENTS_OF_BATCH; i++) {
      batch
          .append(i == 0 ? "" : ",")
          .append(WireEvents.record(WireEvents.flow(number * EVENTS_OF_BATCH + i + 1L)));
    }
    return batch.append("]").toString();
  }

  /** Sends batches until each is acknowledged, as a shipper does. */
  private static final class Shipper {
    private final ServerProcess server;
    private TestClient client;

    Shipper(ServerProcess server) {
      this.server = server;
      this.client = server.connect();
    }

    void ship(int number, boolean withKill) throws Exception {
      if (withKill) {
        // Sent and not answered yet: whether it is stored or not, it is sent again.
        client.send(batch(number));
        server.kill();
        client.close();
        server.restart();
        client = server.connect();
      }
      assertThat(client.ask(batch(number))).isEqualTo(WireEvents.RECORDED);
    }
  }

  @Test
  void shouldHoldEachEventOnceThoughItIsKilledInBetween() throws Exception {
    try (ServerProcess server =
        new ServerProcess(directory, "--store", "duckdb:" + directory.resolve("data"))) {
      Shipper shipper = new Shipper(server);
      for (int i = 0; i < BATCHES; i++) {
        shipper.ship(i, i % 20 == 10);
        if (i % 20 == 15) {
          // Nothing under way: what was acknowledged is there after the kill.
          server.kill();
          server.restart();
          shipper.client = server.connect();
          assertThat(server.count()).isEqualTo((i + 1L) * EVENTS_OF_BATCH);
        }
      }
      assertThat(server.count()).isEqualTo((long) BATCHES * EVENTS_OF_BATCH);
    }
  }

  @Test
  void shouldStoreWhatItAcknowledgedWhenItIsToldToStop() throws Exception {
    try (ServerProcess server =
        new ServerProcess(directory, "--store", "duckdb:" + directory.resolve("data"))) {
      try (TestClient client = server.connect()) {
        int sent = 0;
        for (; sent < 20; sent++) {
          client.send(batch(sent));
        }
        assertThat(server.terminate()).isIn(0, 143);
        long acknowledged = 0;
        for (Object next = client.next(); next.equals(WireEvents.RECORDED); next = client.next()) {
          acknowledged++;
        }
        assertThat(server.log()).contains("stopped; everything that was acknowledged is stored");
        server.restart();
        assertThat(server.count()).isGreaterThanOrEqualTo(acknowledged * EVENTS_OF_BATCH);
      }
    } catch (CompletionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldShareATopicAmongServersThatAreKilledInBetween() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    PostgresDatabase database = PostgresServer.shared().database();
    String[] arguments = {
      "--store", database.urlWithUser(), "--from", "kafka:" + broker.servers() + "/shared-events"
    };
    broker.create("shared-events", 4, Map.of());
    produce(broker.servers(), 1, KAFKA_EVENTS / 2);
    try (ServerProcess first = new ServerProcess(directory, arguments);
        ServerProcess second = new ServerProcess(directory, arguments)) {
      produce(broker.servers(), KAFKA_EVENTS / 2 + 1, KAFKA_EVENTS);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> first.count() > 1_000);
      first.kill();
      second.kill();
      first.restart();
      second.restart();
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> database.number("SELECT COUNT(*) FROM data_flow_events") >= KAFKA_EVENTS);
      assertThat(database.number("SELECT COUNT(DISTINCT event_id) FROM data_flow_events"))
          .isEqualTo(KAFKA_EVENTS);
      assertThat(database.number("SELECT COUNT(*) FROM data_flow_events")).isEqualTo(KAFKA_EVENTS);
    }
  }

  private static void produce(String servers, long from, long to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "enable.metrics.push", false, "linger.ms", 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = from; i <= to; i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    "shared-events",
                    WireEvents.id(i).toString().getBytes(StandardCharsets.UTF_8),
                    WireEvents.flow(i).getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
