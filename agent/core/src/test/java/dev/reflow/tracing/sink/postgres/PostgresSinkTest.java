package dev.reflow.tracing.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reflow.tracing.event.Content;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import dev.reflow.tracing.sink.websocket.Sending;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSinkTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Edge EDGE = new Edge(1, "reader", "out", "wr\0iter", "in", "kafka");
  private static final Name TYPE = new Name(1, "Reading");
  private static final Name THREAD = new Name(2, "main");
  private static final Name REGION = new Name(3, "region");
  private static final Name SPEED = new Name(4, "speed");

  private PostgresDatabase database;
  private PostgresSink sink;

  @BeforeEach
  void open() throws Exception {
    database = PostgresServer.shared().database();
    sink = sink(Partitioning.NONE);
    sink.open();
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void shouldKeepEachFactOfAnEventInItsColumn() throws Exception {
    FlowRecord flow = withEveryFact();
    Sending.write(sink, pages(flow));
    sink.commit();

    Map<String, @Nullable Object> row = onlyRow();
    assertThat(row)
        .containsEntry("parent_event_id", new UUID(1, 2).toString())
        .containsEntry("root_cause_event_id", new UUID(3, 4).toString())
        .containsEntry("trace_id", new UUID(3, 4).toString())
        .containsEntry("dependency_depth", 5)
        .containsEntry("timestamp", Timestamp.from(Instant.parse("2026-01-02T03:04:05.678901Z")))
        .containsEntry("event_type", "DataFlow")
        .containsEntry("service", "shop")
        .containsEntry("flow_id", "orders")
        .containsEntry("source_actor", "reader")
        .containsEntry("source_port", "out")
        .containsEntry("destination_actor", "wr\uFFFDiter")
        .containsEntry("destination_port", "in")
        .containsEntry("protocol", "kafka")
        .containsEntry("message_type", "Reading")
        .containsEntry("message_id", "m 1")
        .containsEntry("correlation_id", new UUID(5, 6).toString())
        .containsEntry("size_bytes", 256L)
        .containsEntry("execution_time_ns", 1_500_000L)
        .containsEntry("queue_depth", 3L)
        .containsEntry("throughput_msgs_per_sec", 0.0)
        .containsEntry("error", "java.io.IOException: broken")
        .containsEntry("sample_weight", 2.5)
        .containsEntry("checksum", null)
        .containsEntry("content", null);
    String id = String.valueOf(row.get("event_id"));
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(row).containsEntry("span_id", id.substring(19).replace("-", ""));
    assertThat((Long) row.get("memory_usage_bytes")).isCloseTo(456L, within(200L));
    assertThat(Json.object(String.valueOf(row.get("attributes"))))
        .containsOnly(
            Map.entry("thread", "main"),
            Map.entry("priority", 9L),
            Map.entry("region", "e\uFFFDu \\u0000 \u00fc"),
            Map.entry("speed", 1.5));
  }

  @Test
  void shouldFindOutWithoutMakingTheTable() throws Exception {
    PostgresDatabase empty = PostgresServer.shared().database();
    sink.close();
    database = empty;
    sink = sink(Partitioning.NONE);
    sink.check();
    assertThat(
            empty.number(
                "SELECT COUNT(*) FROM pg_class WHERE relname IN ('data_flow_events',"
                    + " 'reflow_schema')"))
        .isZero();
    sink.open();
    sink.check();
  }

  @Test
  void shouldKeepContentAndChecksum() throws Exception {
    FlowRecord text = flow();
    byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    text.content().set(Content.Form.JSON, json, json.length, true);
    text.content().setChecksum(new byte[Content.CHECKSUM_BYTES]);
    FlowRecord bytes = flow();
    bytes.sequence = 8;
    bytes.content().set(Content.Form.BYTES, new byte[] {0, 1, -1}, 3, false);
    Sending.write(sink, pages(text, bytes));
    sink.commit();
    List<Map<String, @Nullable Object>> rows =
        database.query(
            "SELECT content, checksum, attributes->>'content_type' AS type,"
                + " attributes->>'content_truncated' AS cut FROM data_flow_events ORDER BY event_id");
    assertThat(rows.get(0))
        .containsEntry("content", "{\"a\":1}")
        .containsEntry("checksum", "sha256:" + "0".repeat(64))
        .containsEntry("type", "application/json")
        .containsEntry("cut", "true");
    assertThat(rows.get(1))
        .containsEntry("content", "base64:AAH/")
        .containsEntry("checksum", null)
        .containsEntry("type", "application/octet-stream")
        .containsEntry("cut", null);
  }

  @Test
  void shouldSayNothingOfWhatIsNotKnown() throws Exception {
    FlowRecord flow = flow();
    flow.messageId.setBoolean(true);
    Sending.write(sink, pages(flow));
    sink.commit();
    Map<String, @Nullable Object> row = onlyRow();
    assertThat(row)
        .containsEntry("parent_event_id", null)
        .containsEntry("root_cause_event_id", row.get("event_id"))
        .containsEntry("trace_id", row.get("event_id"))
        .containsEntry("dependency_depth", 0)
        .containsEntry("queue_depth", null)
        .containsEntry("message_id", "true")
        .containsEntry("correlation_id", null)
        .containsEntry("error", null)
        .containsEntry("sample_weight", 1.0);
  }

  @Test
  void shouldKeepAnEventOnceHoweverOftenItComes() throws Exception {
    for (int i = 0; i < 2; i++) {
      Sending.write(sink, 0, 100);
      Sending.write(sink, 50, 100);
      sink.commit();
      sink.commit();
    }
    sink.close();
    sink.open();
    Sending.write(sink, 0, 200);
    sink.commit();
    assertThat(rows()).isEqualTo(200);
  }

  @Test
  void shouldTakeMoreThanItHoldsInMemory() throws Exception {
    Sending.write(sink, 0, 10_000);
    sink.commit();
    assertThat(rows()).isEqualTo(10_000);
    assertThat(database.number("SELECT COUNT(DISTINCT message_id) FROM data_flow_events"))
        .isEqualTo(10_000);
  }

  @Test
  void shouldLeaveNothingBehindThatWasNotCommitted() throws Exception {
    Sending.write(sink, 0, 10_000);
    sink.close();
    sink.open();
    Sending.write(sink, 7, 1);
    sink.commit();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void shouldGiveEachDayItsPartition() throws Exception {
    database.execute("DROP TABLE data_flow_events, reflow_schema");
    sink.close();
    sink = sink(Partitioning.DAY);
    sink.open();
    FlowRecord first = flow();
    FlowRecord next = flow();
    next.sequence = 8;
    next.startNs += Duration.ofDays(1).toNanos();
    for (int i = 0; i < 2; i++) {
      Sending.write(sink, pages(first, next));
      sink.commit();
    }
    assertThat(rows()).isEqualTo(2);
    assertThat(database.number("SELECT COUNT(*) FROM data_flow_events_20260102")).isEqualTo(1);

    // A day that somebody dropped comes again with its events.
    database.execute("DROP TABLE data_flow_events_20260102");
    Sending.write(sink, pages(first));
    assertFailure(Kind.RETRY, ": no partition of relation \"data_flow_events\" found for row");
    sink.close();
    sink.open();
    Sending.write(sink, pages(first));
    sink.commit();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void shouldCallPoisonWhatTheDatabaseRefusesForItsContent() throws Exception {
    database.execute("ALTER TABLE data_flow_events ADD CHECK (message_id <> 'm3')");
    Sending.write(sink, 0, 5);
    assertFailure(Kind.POISON, " refuses it: new row for relation \"data_flow_events\" violates");
    sink.close();
    sink.open();
    Sending.write(sink, 4, 2);
    sink.commit();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void shouldFailWhenTheServerHangsUpInMidBatchAndGoOnAfterwards() throws Exception {
    Sending.write(sink, 0, 10_000);
    hangUp();
    assertFailure(Kind.RETRY, "");
    sink.close();
    sink.open();
    hangUp();
    assertThatThrownBy(() -> Sending.write(sink, 0, 10_000)).isInstanceOf(SinkException.class);
    sink.close();
    sink.open();
    Sending.write(sink, 0, 10);
    sink.commit();
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void shouldSayThatTheTableWasChanged() throws Exception {
    database.execute("ALTER TABLE data_flow_events DROP COLUMN checksum");
    Sending.write(sink, 0, 1);
    assertFailure(Kind.RETRY, ": data_flow_events is not the table that Reflow makes (column");
    sink.close();
    assertThatThrownBy(sink::open).hasMessageContaining("rename it, drop reflow_schema");
    database.execute("ALTER TABLE data_flow_events ADD COLUMN checksum INTEGER");
    assertThatThrownBy(sink::open)
        .hasMessageContaining(
            "column \"checksum\" is of type integer but expression is of type text");
  }

  @Test
  void shouldKeepOutOfTheApplicationsListOfDrivers() {
    assertThat(DriverManager.drivers())
        .extracting(driver -> driver.getClass().getName())
        .doesNotContain("org.postgresql.Driver");
  }

  private static FlowRecord withEveryFact() {
    FlowRecord flow = flow();
    flow.caused = true;
    flow.parentHigh = 1;
    flow.parentLow = 2;
    flow.rootHigh = 3;
    flow.rootLow = 4;
    flow.chainDepth = 5;
    flow.messageId.setText("m 1");
    flow.correlationId.setUuid(5, 6);
    flow.priority.setLong(9);
    flow.error = "java.io.IOException: broken";
    flow.depth = 3;
    flow.weight = 2.5;
    Objects.requireNonNull(flow.addAttribute(REGION)).setText("e\0u \\u0000 \u00fc");
    Objects.requireNonNull(flow.addAttribute(SPEED)).setDouble(1.5);
    return flow;
  }

  private static FlowRecord flow() {
    FlowRecord flow = new FlowRecord();
    flow.startNs = 1_767_323_045_678_901_234L;
    flow.sequence = 7;
    flow.durationNs = 1_500_000;
    flow.sizeBytes = 256;
    flow.edge = EDGE;
    flow.type = TYPE;
    flow.thread = THREAD;
    return flow;
  }

  private static EventPages pages(FlowRecord... flows) {
    EventPages pages = new EventPages(new ProcessInfo(77, 1, 42, "shop", "orders", "host"));
    pages.add(EDGE).add(TYPE).add(THREAD).add(REGION).add(SPEED);
    List.of(flows).forEach(pages::add);
    return pages;
  }

  private PostgresSink sink(Partitioning partitioning) {
    return new PostgresSink(
        PostgresUrl.parse(database.urlWithUser()),
        new Credentials(null, null),
        partitioning,
        TIMEOUT);
  }

  private Map<String, @Nullable Object> onlyRow() throws Exception {
    List<Map<String, @Nullable Object>> rows = database.query("SELECT * FROM data_flow_events");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private long rows() throws Exception {
    return database.number("SELECT COUNT(*) FROM data_flow_events");
  }

  private void hangUp() throws Exception {
    database.executeAsAdmin(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + database.name()
            + "' AND application_name = 'reflow-agent'");
  }

  private void assertFailure(Kind kind, String text) {
    assertThatThrownBy(sink::commit)
        .hasMessageStartingWith(sink.target() + text)
        .extracting(e -> ((SinkException) e).kind())
        .isEqualTo(kind);
  }
}
