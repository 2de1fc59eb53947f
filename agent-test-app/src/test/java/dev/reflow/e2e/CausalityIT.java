package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every parent is the one that the programs wrote down by themselves. */
final class CausalityIT {

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldNameTheParentsThatAThousandPekkoTreesTell(int feature) throws Exception {
    AgentRun run = new AgentRun("causes-pekko", Jdk.of(feature));
    Path truth = run.directory().resolve("causes.txt");

    Outcome outcome = run.run("app.causes.PekkoRootsMain", truth.toString());

    assertThat(outcome.stdout()).as(outcome.stderr()).contains("done");
    List<String> lines = Files.readAllLines(truth);
    assertThat(lines).hasSize(18_000);
    new CausesTruth(outcome.flows()).check(lines);
  }

  @Test
  void shouldNameTheParentsThatConventionalActorsTell() throws Exception {
    AgentRun run = new AgentRun("causes-threads", Jdk.of(17)).withFileSink();
    Path truth = run.directory().resolve("causes.txt");

    Outcome outcome = run.run("app.causes.ThreadRootsMain", truth.toString());

    assertThat(outcome.stdout()).as(outcome.stderr()).contains("done");
    List<String> lines = Files.readAllLines(truth);
    assertThat(lines).hasSizeGreaterThan(10_000);
    List<Flow> flows = outcome.flows();
    new CausesTruth(flows).check(lines);
    checkWire(outcome.fileEvents(), flows);
  }

  @Test
  void shouldNameTheParentsThatTheSampleNetworkTells() throws Exception {
    AgentRun run = new AgentRun("causes-sample", Jdk.of(17));
    Path truth = run.directory().resolve("causes.jsonl");

    Outcome outcome =
        run.runJar(
            AgentRun.SAMPLE_JAR, "--rate", "300", "--duration", "2s", "--causes", truth.toString());

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    Map<String, Integer> told = new TreeMap<>();
    Files.readAllLines(truth).forEach(line -> told.merge(pair(Json.object(line)), 1, Integer::sum));
    assertThat(told).hasSizeGreaterThan(1_000);
    assertThat(pairs(outcome.flows())).isEqualTo(told);
  }

  @Test
  void shouldNameNoParentOfWhatATypedStashReplays() throws Exception {
    AgentRun run = new AgentRun("causes-stash", Jdk.of(17));
    Path truth = run.directory().resolve("causes.txt");

    Outcome outcome = run.run("app.causes.TypedStashMain", truth.toString());

    assertThat(outcome.stdout()).as(outcome.stderr()).contains("done");
    assertThat(outcome.strangeLines()).isEmpty();
    List<String> lines = Files.readAllLines(truth);
    assertThat(lines).hasSize(202);
    new CausesTruth(outcome.flows()).check(lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldNameTheParentsOfWhatTasksSendThatWereGivenToExecutors(int feature) throws Exception {
    AgentRun run = new AgentRun("causes-tasks", Jdk.of(feature)).set("causality.executors", "true");
    Path truth = run.directory().resolve("causes.txt");

    Outcome outcome = run.run("app.causes.TasksMain", truth.toString());

    assertThat(outcome.stdout()).as(outcome.stderr()).contains("done");
    assertThat(outcome.strangeLines()).isEmpty();
    List<String> lines = Files.readAllLines(truth);
    assertThat(lines).hasSizeGreaterThan(8_000);
    new CausesTruth(outcome.flows()).check(lines);
  }

  @Test
  void shouldNameTheSpanOfOpenTelemetryThatASendIsMadeIn() throws Exception {
    AgentRun run = new AgentRun("causes-spans", Jdk.of(17));

    Outcome outcome = run.run("app.causes.SpansMain");

    assertThat(outcome.stdout()).as(outcome.stderr()).contains("done");
    assertThat(outcome.strangeLines()).isEmpty();
    Map<String, Map<String, Object>> attributes = new TreeMap<>();
    outcome.flows().forEach(flow -> attributes.put(flow.messageId() + "", flow.attributes()));
    assertThat(attributes.get("inside"))
        .containsEntry("otel.trace_id", "0af7651916cd43dd8448eb211c80319c")
        .containsEntry("otel.span_id", "b7ad6b7169203331");
    assertThat(attributes.get("outside")).isEmpty();
  }

  /** The wire says what the queue says, and each chain begins with the root. */
  private static void checkWire(List<WireEvent> events, List<Flow> flows) {
    Map<UUID, Flow> byId = new TreeMap<>();
    flows.forEach(flow -> byId.put(flow.eventId(), flow));
    assertThat(events).hasSameSizeAs(flows);
    for (WireEvent event : events) {
      Flow flow = byId.get(event.eventId());
      assertThat(flow).isNotNull();
      Map<String, @Nullable Object> causality = Json.asObject(Json.at(event.json(), "causality"));
      assertThat(event.traceId()).isEqualTo(flow.rootId());
      assertThat(causality.get("root_cause_event_id")).isEqualTo(flow.rootId().toString());
      List<String> chain = new ArrayList<>();
      for (UUID above = flow.parentId(); above != null; ) {
        chain.add(0, above.toString());
        Flow parent = byId.get(above);
        assertThat(parent).isNotNull();
        above = parent.parentId();
      }
      assertThat(causality.get("dependency_chain")).isEqualTo(chain);
    }
  }

  private static Map<String, Integer> pairs(List<Flow> flows) {
    Map<UUID, Flow> byId = new TreeMap<>();
    flows.forEach(flow -> byId.put(flow.eventId(), flow));
    Map<String, Integer> pairs = new TreeMap<>();
    for (Flow flow : flows) {
      Flow parent = flow.parentId() == null ? null : byId.get(flow.parentId());
      String cause =
          flow.parentId() == null ? "nothing" : parent == null ? "unknown" : send(parent);
      pairs.merge(send(flow) + " <- " + cause, 1, Integer::sum);
    }
    return pairs;
  }

  private static String send(Flow flow) {
    return "%s %s:%s %s:%s"
        .formatted(flow.messageId(), flow.from(), flow.fromPort(), flow.to(), flow.toPort());
  }

  private static String pair(Map<String, @Nullable Object> line) {
    Object cause = line.get("cause");
    return send(Json.asObject(line.get("send")))
        + " <- "
        + (cause == null ? "nothing" : send(Json.asObject(cause)));
  }

  private static String send(Map<String, @Nullable Object> send) {
    return send.get("message") + " " + send.get("from") + " " + send.get("to");
  }
}
