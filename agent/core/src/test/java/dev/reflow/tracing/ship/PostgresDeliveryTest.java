package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.postgres.Credentials;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import dev.reflow.tracing.sink.postgres.PostgresSink;
import dev.reflow.tracing.sink.postgres.PostgresUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real queue to a real database, through what goes wrong on the way. */
class PostgresDeliveryTest {

  @TempDir private Path directory;
  private final LogLines log = new LogLines();

  @Test
  void shouldKeepTheEventsThatTheDatabaseRefusesAndDeliverTheOthers() throws Exception {
    PostgresDatabase database = PostgresServer.shared().database();
    try (Runs run = Runs.start(directory.resolve("queue"), 1);
        Shipper shipper = shipper(run, database)) {
      run.record(1);
      assertThat(drain(shipper)).isTrue();
      database.execute(
          "ALTER TABLE data_flow_events ADD CHECK (message_id NOT IN ('m77', 'm2500'))");
      run.record(3_000);
      assertThat(drain(shipper)).isTrue();

      assertThat(database.number("SELECT COUNT(*) FROM data_flow_events")).isEqualTo(2_999);
      assertThat(shipper.counters().acknowledged()).isEqualTo(2_999);
      assertThat(shipper.counters().deadLettered()).isEqualTo(2);
      assertThat(shipper.lag()).isZero();
      assertThat(Files.readAllLines(run.file("dead-letters-postgres.ndjson")))
          .hasSize(2)
          .allMatch(line -> line.startsWith("{\"dead_letter_reason\":\"postgresql://"))
          .anyMatch(line -> line.contains("\"message_id\":\"m77\""))
          .anyMatch(line -> line.contains("\"message_id\":\"m2500\""));
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
    }
  }

  @Test
  void shouldWaitForATableThatSomebodyElseIsToMake() throws Exception {
    PostgresDatabase database = PostgresServer.shared().database();
    database.execute("CREATE TABLE data_flow_events (id INTEGER)");
    try (Runs run = Runs.start(directory.resolve("queue"), 1);
        Shipper shipper = shipper(run, database)) {
      run.record(100);
      while (shipper.counters().retries() < 3) {
        if (shipper.doWork() == 0) {
          LockSupport.parkNanos(shipper.idleNs());
        }
      }
      database.execute("DROP TABLE data_flow_events");
      assertThat(drain(shipper)).isTrue();
      assertThat(database.number("SELECT COUNT(*) FROM data_flow_events")).isEqualTo(100);
    }
    assertThat(log.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("WARN") && line.contains("was not made by Reflow"))
        .anyMatch(line -> line.startsWith("INFO") && line.contains("works again after"));
  }

  private Shipper shipper(Runs run, PostgresDatabase database) throws Exception {
    PostgresSink sink =
        new PostgresSink(
            PostgresUrl.parse(database.urlWithUser()),
            new Credentials(null, null),
            Partitioning.NONE,
            Duration.ofSeconds(10));
    return new Shipper(
        sink,
        run.feed(sink.name(), log.log()),
        new BatchLimits(50, Duration.ofMillis(20)),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new SplittableRandom()),
        System::nanoTime,
        log.log());
  }

  private static boolean drain(Shipper shipper) {
    return shipper.drain(
        System.nanoTime() + Duration.ofSeconds(60).toNanos(), LockSupport::parkNanos);
  }
}
