package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, killed while events come. */
class ServerJarIT {

  private static final int BATCHES = 60;
  private static final int EVENTS_OF_BATCH = 500;

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
}
