package dev.reflow.tracing.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.BIG_DECIMAL;

import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataFlowEventsTest {

  private PostgresDatabase database;

  @BeforeEach
  void makeDatabase() throws Exception {
    database = PostgresServer.shared().database();
  }

  @Test
  void shouldMakeTheTableOnce() throws Exception {
    assertThat(prepare(Partitioning.NONE).isPartitioned()).isFalse();
    database.execute(INSERT.formatted("a", "2026-01-02"));
    assertThat(prepare(Partitioning.NONE).isPartitioned()).isFalse();
    assertThat(database.number("SELECT COUNT(*) FROM data_flow_events")).isEqualTo(1);
    assertThat(database.number("SELECT MAX(version) FROM reflow_schema"))
        .isEqualTo(DataFlowEvents.VERSION);
  }

  @Test
  void shouldRunTheStatementOfTheSpecification() throws Exception {
    prepare(Partitioning.NONE);
    database.execute(
        "INSERT INTO data_flow_events (event_id, timestamp, event_type, trace_id,"
            + " root_cause_event_id, source_actor, destination_actor, size_bytes, execution_time_ns)"
            + " VALUES ('1', NOW(), 'DataFlow', '1', '1', 'reader', 'writer', 10, 100),"
            + " ('2', NOW(), 'DataFlow', '2', '2', 'reader', 'writer', 20, 300),"
            + " ('3', NOW() - INTERVAL '2 hours', 'DataFlow', '3', '3', 'reader', 'writer', 1, 1)");
    assertThat(
            database.query(
                """
                SELECT source_actor, destination_actor, COUNT(*) AS message_count, AVG(execution_time_ns) AS avg_transfer_time, SUM(size_bytes) AS total_bytes
                FROM data_flow_events WHERE timestamp > NOW() - INTERVAL '1 hour' GROUP BY source_actor, destination_actor ORDER BY message_count DESC;
                """))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("message_count", 2L);
              assertThat(row.get("avg_transfer_time"))
                  .asInstanceOf(BIG_DECIMAL)
                  .isEqualByComparingTo("200");
              assertThat(row.get("total_bytes"))
                  .asInstanceOf(BIG_DECIMAL)
                  .isEqualByComparingTo("30");
            });
  }

  @Test
  void shouldKeepEachDayApartWhenAskedTo() throws Exception {
    DataFlowEvents events = prepare(Partitioning.DAY);
    assertThat(events.isPartitioned()).isTrue();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 2; i++) {
        events.addDay(connection, LocalDate.of(2026, 1, 31));
        events.addDay(connection, LocalDate.of(2026, 2, 1));
        connection.commit();
      }
    }
    database.execute(INSERT.formatted("a", "2026-01-31 23:59:59.999999+00"));
    database.execute(INSERT.formatted("b", "2026-02-01 00:00:00+00"));
    assertThat(database.number("SELECT COUNT(*) FROM data_flow_events_20260131")).isEqualTo(1);
    assertThat(database.number("SELECT COUNT(*) FROM data_flow_events_20260201")).isEqualTo(1);
    // What is there stays as it is.
    assertThat(prepare(Partitioning.NONE).isPartitioned()).isTrue();
  }

  @Test
  void shouldBeMadeByManyAtOnce() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Callable<DataFlowEvents>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> prepare(Partitioning.DAY));
      }
      for (Future<DataFlowEvents> each : executor.invokeAll(tasks)) {
        assertThat(each.get().isPartitioned()).isTrue();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(database.number("SELECT COUNT(*) FROM reflow_schema")).isEqualTo(1);
  }

  @Test
  void shouldNeedNoRightToMakeATableThatIsThere() throws Exception {
    prepare(Partitioning.NONE);
    database.executeAsAdmin("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    database.executeAsAdmin("ALTER DATABASE " + database.name() + " OWNER TO reflow_admin");
    assertThat(prepare(Partitioning.NONE).isPartitioned()).isFalse();
  }

  @Test
  void shouldSayThatTheTableIsAnothers() throws Exception {
    database.execute("CREATE TABLE data_flow_events (id INTEGER)");
    assertRefused("table data_flow_events was not made by Reflow; rename it, or name another");
    database.execute("DROP TABLE data_flow_events");
    prepare(Partitioning.NONE);
    database.execute("UPDATE reflow_schema SET version = 7");
    assertRefused("table data_flow_events has version 7 and this program knows 1; use a newer one");
    database.execute("UPDATE reflow_schema SET version = 1");
    database.execute("DROP TABLE data_flow_events");
    assertRefused("table data_flow_events is gone and table reflow_schema is not; drop");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBringAnOlderTableToTheNewestVersionWithWhatIsInIt(Partitioning partitioning)
      throws Exception {
    prepare(partitioning);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      DataFlowEvents events = DataFlowEvents.prepare(connection, partitioning);
      if (events.isPartitioned()) {
        events.addDay(connection, LocalDate.of(2026, 1, 2));
        connection.commit();
      }
    }
    database.execute(INSERT.formatted("a", "2026-01-02 12:00:00+00"));
    List<String> newer = new ArrayList<>(DataFlowEvents.SCRIPTS);
    newer.add("ALTER TABLE data_flow_events ADD COLUMN mood TEXT DEFAULT 'calm';");
    newer.add(
        "UPDATE data_flow_events SET mood = 'glad';\nCREATE INDEX ON data_flow_events (mood);");
    for (int i = 0; i < 2; i++) {
      rehearse(partitioning, newer);
      assertThat(database.query("SELECT event_id, mood FROM data_flow_events"))
          .containsExactly(Map.of("event_id", "a", "mood", "glad"));
    }
    assertThat(database.number("SELECT COUNT(*) FROM reflow_schema")).isEqualTo(newer.size());
    assertRefused("table data_flow_events has version 3 and this program knows 1; use a newer one");
  }

  @Test
  void shouldLeaveAnOlderTableAsItIsWhereAStepToTheNextVersionFails() throws Exception {
    prepare(Partitioning.NONE);
    List<String> newer = new ArrayList<>(DataFlowEvents.SCRIPTS);
    newer.add("ALTER TABLE data_flow_events ADD COLUMN mood TEXT; SELECT nonsense;");
    assertThatThrownBy(() -> rehearse(Partitioning.NONE, newer))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nonsense");
    assertThat(database.number("SELECT MAX(version) FROM reflow_schema")).isEqualTo(1);
    assertThat(
            database.number(
                "SELECT COUNT(*) FROM information_schema.columns WHERE column_name = 'mood'"))
        .isZero();
  }

  private void rehearse(Partitioning partitioning, List<String> scripts) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      DataFlowEvents.rehearse(connection, partitioning, scripts);
      connection.commit();
    }
  }

  private static final String INSERT =
      "INSERT INTO data_flow_events (event_id, timestamp, event_type, trace_id,"
          + " root_cause_event_id) VALUES ('%s', '%s', 'DataFlow', 't', 'r')";

  private DataFlowEvents prepare(Partitioning partitioning) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      return DataFlowEvents.prepare(connection, partitioning);
    }
  }

  private void assertRefused(String text) {
    assertThatThrownBy(() -> prepare(Partitioning.NONE))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith(text);
  }
}
