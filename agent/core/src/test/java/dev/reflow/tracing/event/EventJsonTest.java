package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static final Edge EDGE =
      new Edge(1, "sensor_reader", "data", "data_processor", "input", Edge.IN_MEMORY);
  private static final Name TYPE = new Name(1, "SensorReading");
  private static final Name THREAD = new Name(2, "main");
  private static final Name KEY = new Name(3, "region");
  private static final Name OUR_KEY = new Name(4, "service");

  /** Seconds of 2026-01-02T03:04:05Z. */
  private static final long SECOND = 1_767_323_045L;

  private final FlowRecord flow = new FlowRecord();

  @BeforeEach
  void fill() {
    flow.startNs = SECOND * 1_000_000_000L + 678_901_234L;
    flow.sequence = 1;
    flow.durationNs = 1_500_000;
    flow.sizeBytes = 256;
    flow.depth = 3;
    flow.edge = EDGE;
    flow.type = TYPE;
    flow.thread = THREAD;
    flow.messageId.setText("msg_12345");
  }

  @Test
  void shouldWriteTheProtocolsExample() {
    assertThat(write(EventJson::writeRecordEvent))
        .isEqualTo(
            """
            {"RecordEvent":{"trace_id":"019b7ca9-8f2e-7e6b-8123-456789abcdf0","event":{\
            "event_id":"019b7ca9-8f2e-7e6b-8123-456789abcdf0","timestamp":"2026-01-02T03:04:05.678901234Z",\
            "event_type":{"DataFlow":{"to_actor":"data_processor","to_port":"input"}},"actor_id":"sensor_reader",\
            "data":{"port":"data","message":{"message_type":"SensorReading","size_bytes":256,"checksum":"","serialized_data":[]},\
            "state_diff":null,"error":null,\
            "performance_metrics":{"execution_time_ns":1500000,"memory_usage_bytes":320,"cpu_usage_percent":0.0,"queue_depth":3,"throughput_msgs_per_sec":0.0},\
            "custom_attributes":{"source_actor":"sensor_reader","source_port":"data","destination_actor":"data_processor","destination_port":"input",\
            "message_id":"msg_12345","protocol":"memory_channel","compression":"none","service":"orders","thread":"main","sample_weight":1.0}},\
            "causality":{"parent_event_id":null,"root_cause_event_id":"019b7ca9-8f2e-7e6b-8123-456789abcdf0","dependency_chain":[],"span_id":"8123456789abcdf0"}}}}""");
  }

  @Test
  void shouldSayWhereASentAndAReceivedMessageWasSeen() {
    flow.kind = EventKind.SENT;
    Map<String, @Nullable Object> sent = Json.object(write(EventJson::writeEvent));
    flow.kind = EventKind.RECEIVED;
    Map<String, @Nullable Object> received = Json.object(write(EventJson::writeEvent));

    assertThat(sent)
        .containsEntry("event_type", "MessageSent")
        .containsEntry("actor_id", "sensor_reader");
    assertThat(Json.at(sent, "data", "port")).isEqualTo("data");
    assertThat(received)
        .containsEntry("event_type", "MessageReceived")
        .containsEntry("actor_id", "data_processor");
    assertThat(Json.at(received, "data", "port")).isEqualTo("input");
  }

  @Test
  void shouldWriteHowBusyTheProcessWasToATenth() {
    List<String> shares = new java.util.ArrayList<>();
    for (double load : new double[] {0, 2.449, 99.96, 100}) {
      new EventPages()
          .addLoad(load)
          .add(EDGE)
          .add(TYPE)
          .add(THREAD)
          .add(flow)
          .read(
              event -> {
                assertThat(event.isCpuKnown()).isTrue();
                shares.add(text(event));
              });
    }
    assertThat(shares)
        .extracting(json -> json.replaceAll(".*cpu_usage_percent\":([^,]*),.*", "$1"))
        .containsExactly("0.0", "2.4", "100.0", "100.0");
  }

  private static String text(EventView event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new EventJson(out).writeEvent(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldWriteTheEventAloneAndAsALineWithItsTrace() {
    String event = write(EventJson::writeEvent);
    String line = write(EventJson::writeLine);
    String trace = "\"trace_id\":\"019b7ca9-8f2e-7e6b-8123-456789abcdf0\",";

    assertThat(event).startsWith("{\"event_id\":").endsWith("}}");
    assertThat(line).isEqualTo("{" + trace + event.substring(1) + "\n");
  }

  @Test
  void shouldWriteTheChainFromRootToParent() {
    UUID root = new UUID(0x1111, 0x2222);
    UUID parent = new UUID(0x3333, 0x4444);
    cause(root, parent);

    Map<String, @Nullable Object> request = Json.object(write(EventJson::writeRecordEvent));
    assertThat(Json.at(request, "RecordEvent", "trace_id")).isEqualTo(root.toString());
    Map<String, @Nullable Object> causality =
        Json.asObject(Json.at(request, "RecordEvent", "event", "causality"));
    assertThat(causality)
        .containsEntry("parent_event_id", parent.toString())
        .containsEntry("root_cause_event_id", root.toString())
        .containsEntry("dependency_chain", List.of(root.toString(), parent.toString()));

    cause(root, root);
    assertThat(Json.at(event(), "causality", "dependency_chain"))
        .isEqualTo(List.of(root.toString()));
  }

  @Test
  void shouldWriteWhatStandsBetweenRootAndParent() {
    UUID root = new UUID(0x1111, 0x2222);
    UUID parent = new UUID(0x3333, 0x4444);
    cause(root, parent);
    flow.chainDepth = 4;
    flow.addAbove(0x7777, 0x8888);
    flow.addAbove(0x5555, 0x6666);

    assertThat(Json.at(event(), "causality", "dependency_chain"))
        .isEqualTo(
            List.of(
                root.toString(),
                new UUID(0x5555, 0x6666).toString(),
                new UUID(0x7777, 0x8888).toString(),
                parent.toString()));
  }

  private void cause(UUID root, UUID parent) {
    flow.caused = true;
    flow.rootHigh = root.getMostSignificantBits();
    flow.rootLow = root.getLeastSignificantBits();
    flow.parentHigh = parent.getMostSignificantBits();
    flow.parentLow = parent.getLeastSignificantBits();
    flow.chainDepth = 2;
  }

  @Test
  void shouldWriteIdsAsTextAndOtherValuesAsTheyAre() {
    UUID uuid = new UUID(1, 2);
    flow.messageId.clear();
    flow.messageId.setLong(77);
    flow.correlationId.setUuid(1, 2);
    flow.priority.setLong(9);

    assertThat(attributes())
        .containsEntry("message_id", "77")
        .containsEntry("correlation_id", uuid.toString())
        .containsEntry("priority", 9L);
  }

  @Test
  void shouldSayWhatIsEstimatedUnknownOrIncomplete() {
    assertThat(attributes())
        .doesNotContainKeys("size_estimated", "queue_depth_known", "incomplete", "flow_id");

    flow.depth = -1;
    flow.flags = EventLayout.FLAG_SIZE_ESTIMATED | EventLayout.FLAG_INCOMPLETE;
    assertThat(attributes())
        .containsEntry("size_estimated", true)
        .containsEntry("queue_depth_known", false)
        .containsEntry("incomplete", true);
    assertThat(Json.at(event(), "data", "performance_metrics", "queue_depth")).isEqualTo(0L);
  }

  @Test
  void shouldKeepTheUsersAttributesApartFromOurs() {
    add(KEY).setText("EU \"north\"\n");
    add(OUR_KEY).setText("mine");

    assertThat(attributes())
        .containsEntry("region", "EU \"north\"\n")
        .containsEntry("service", "orders")
        .containsEntry("attribute.service", "mine");
  }

  @Test
  void shouldWriteOnlyFiniteNumbers() {
    add(KEY).setDouble(Double.NaN);
    assertThat(attributes()).containsEntry("region", "NaN");

    add(OUR_KEY).setDouble(0.5);
    assertThat(attributes()).containsEntry("attribute.service", 0.5);
  }

  @Test
  void shouldWriteErrorWeightAndFlow() {
    flow.error = "java.io.IOException: gone";
    flow.weight = 12.5;
    assertThat(Json.at(event(), "data", "error")).isEqualTo("java.io.IOException: gone");
    assertThat(attributes()).containsEntry("sample_weight", 12.5);
  }

  @Test
  void shouldNameTheFlowWhereItIsNotTheService() {
    ProcessInfo process = new ProcessInfo(7, 1, 42, "orders", "billing", "host");
    String line = write(new EventPages(process), EventJson::writeEvent);
    assertThat(Json.at(Json.object(line), "data", "custom_attributes", "flow_id"))
        .isEqualTo("billing");
  }

  @Test
  void shouldWriteTimesBeforeTheEpochAndAtASecondsEdge() {
    flow.startNs = -1;
    assertThat(event()).containsEntry("timestamp", "1969-12-31T23:59:59.999999999Z");
    flow.startNs = SECOND * 1_000_000_000L;
    assertThat(event()).containsEntry("timestamp", "2026-01-02T03:04:05.000000000Z");
  }

  @Test
  void shouldWriteAnyTextAndGoOnWithTheNextEvent() throws IOException {
    flow.messageId.setText("é€😀\u0000\u2028</script>");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventJson json = new EventJson(out);
    pages(new EventPages()).add(flow).read(event -> unchecked(EventJson::writeLine, json, event));

    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines).hasSize(3);
    for (int i = 0; i < 2; i++) {
      assertThat(Json.at(Json.object(lines[i]), "data", "custom_attributes", "message_id"))
          .isEqualTo("é€😀\u0000\u2028</script>");
    }
  }

  @Test
  void shouldQuoteATextAsJson() {
    assertThat(EventJson.quote("a \"b\"\n")).isEqualTo("\"a \\\"b\\\"\\n\"");
  }

  private interface Writing {
    void write(EventJson json, EventView event) throws IOException;
  }

  private FactValue add(Name key) {
    FactValue value = flow.addAttribute(key);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }

  private Map<String, @Nullable Object> event() {
    return Json.object(write(EventJson::writeEvent));
  }

  private Map<String, @Nullable Object> attributes() {
    return Json.asObject(Json.at(event(), "data", "custom_attributes"));
  }

  private String write(Writing writing) {
    return write(new EventPages(), writing);
  }

  private String write(EventPages pages, Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventJson json = new EventJson(out);
    pages(pages).read(event -> unchecked(writing, json, event));
    return out.toString(StandardCharsets.UTF_8);
  }

  private EventPages pages(EventPages pages) {
    return pages.add(EDGE).add(TYPE).add(THREAD).add(KEY).add(OUR_KEY).add(flow);
  }

  private static void unchecked(Writing writing, EventJson json, EventView event) {
    try {
      writing.write(json, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
