package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.tools.attach.VirtualMachine;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All there is to say of a message when it is asked for, and what the program adds by the API. */
final class FactsIT {

  private static final String MAIN = "app.facts.FactsMain";

  /** An event with what {@link Flow} leaves out. */
  private record Told(
      EventKind kind, Flow flow, @Nullable String content, @Nullable String checksum) {

    static Told of(EventView event) {
      return new Told(event.kind(), Flow.of(event), event.content(), event.checksum());
    }
  }

  private static AgentRun full(String name, Jdk jdk) throws Exception {
    return new AgentRun(name, jdk)
        .set("service", "facts")
        .set("events", "data-flow,message-sent,message-received")
        .set("capture.checksum", "true")
        .set("capture.content", "true")
        .set("capture.content.redact", "password,/card/number");
  }

  private static List<Told> events(Path queueDirectory) {
    List<Told> events = new ArrayList<>();
    QueueContents.read(queueDirectory, event -> events.add(Told.of(event)));
    return events;
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldRecordAllThatWasAskedForAndFindWhatWasLost(int feature) throws Exception {
    AgentRun run = full("facts", Jdk.of(feature));
    Outcome outcome = run.run(MAIN);

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(outcome.stdout()).contains("handling o-1 known true", "recorded true", "done");
    assertThat(outcome.agentLines("WARN"))
        .singleElement()
        .asString()
        .contains("content capture is on", "password, /card/number");
    List<Told> events = events(run.queueDirectory());
    checkOrders(events);
    checkCauses(events);
    checkNoSecret(run.queueDirectory());

    Outcome missing = run.command("missing", "--json");
    assertThat(missing.stdout())
        .as(missing.stderr())
        .contains("\"message_id\":\"o-2\"", "\"why\":\"not received\"", "\"unreceived\":1")
        .doesNotContain("o-1", "o-3");
  }

  private static void checkOrders(List<Told> events) {
    List<Told> orders =
        events.stream().filter(it -> it.flow().ends().equals("shop -> billing")).toList();
    assertThat(orders)
        .filteredOn(it -> it.kind() == EventKind.FLOW)
        .allSatisfy(
            it -> {
              assertThat(it.content())
                  .isEqualTo(
                      "{\"messageId\":\"%s\",\"card\":{\"number\":\"***\",\"holder\":\"Ann\"},"
                              .formatted(it.flow().messageId())
                          + "\"password\":\"***\",\"note\":\"fragile\"}");
              assertThat(it.checksum()).matches("sha256:[0-9a-f]{64}");
              assertThat("o-" + it.flow().attributes().get("number"))
                  .isEqualTo(it.flow().messageId());
            })
        .hasSize(3);
    assertThat(orders).filteredOn(it -> it.kind() == EventKind.SENT).hasSize(3);
    assertThat(events)
        .filteredOn(it -> it.kind() == EventKind.RECEIVED)
        .extracting(it -> it.flow().to(), it -> it.flow().messageId(), it -> it.flow().type())
        .containsExactly(tuple("billing", "o-1", "Order"), tuple("billing", "o-3", "Order"));
  }

  private static void checkCauses(List<Told> events) {
    List<Flow> flows =
        events.stream().filter(it -> it.kind() == EventKind.FLOW).map(Told::flow).toList();
    Flow order = flow(flows, "shop -> billing");
    Flow posted = flow(flows, "billing -> ledger");
    assertThat(posted.parentId()).isEqualTo(order.eventId());
    assertThat(posted.fromPort()).isEqualTo("post");
    assertThat(posted.attributes()).isEqualTo(Map.of("tries", 2L));
    assertThat(flow(flows, "mailer -> customer").parentId()).isEqualTo(order.eventId());
    assertThat(flow(flows, "auditor -> archive").parentId()).isEqualTo(posted.eventId());
    assertThat(flow(flows, "auditor -> archive").rootId()).isEqualTo(order.eventId());
    assertThat(events)
        .filteredOn(it -> it.kind() == EventKind.RECEIVED)
        .element(0)
        .satisfies(it -> assertThat(it.flow().parentId()).isEqualTo(order.eventId()));
  }

  private static Flow flow(List<Flow> flows, String ends) {
    return flows.stream().filter(it -> it.ends().equals(ends)).findFirst().orElseThrow();
  }

  private static void checkNoSecret(Path queueDirectory) throws Exception {
    try (Stream<Path> files = Files.walk(queueDirectory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("4711-secret").doesNotContain("hunter2");
      }
    }
  }

  @Test
  void shouldDoNothingWithoutAnAgent() throws Exception {
    Outcome outcome = new AgentRun("facts-untraced", Jdk.running()).runUntraced(MAIN);

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.stdout()).contains("handling o-1 known false", "recorded false", "done");
  }

  @Test
  void shouldAnswerAnApiThatWasLoadedBeforeTheAgent() throws Exception {
    AgentRun run = new AgentRun("facts-attached", Jdk.running());
    ForkedJvm jvm = run.startUntraced(MAIN, "wait");
    Awaitility.await().until(() -> jvm.stdout().contains("ready"));
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
    try {
      machine.loadAgent(
          AgentRun.AGENT_JAR.toString(),
          "reflow.sinks=none,reflow.queue.dir=" + run.queueDirectory());
    } finally {
      machine.detach();
    }
    Outcome outcome = run.await(jvm);

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).contains("handling o-1 known true", "recorded true", "done");
    assertThat(outcome.flows())
        .filteredOn(flow -> flow.ends().equals("shop -> billing"))
        .extracting(flow -> flow.attributes().get("number"))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldTakeUpAChangeOfWhatIsCapturedWhileTheProgramRuns() throws Exception {
    AgentRun run = new AgentRun("facts-live", Jdk.running());
    Path file = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(file, "reflow.capture.content=false\n");
    ForkedJvm jvm =
        run.start("app.steady.SteadyMain", run.directory().resolve("stop").toString(), "1", "1000");
    Awaitility.await().until(() -> Files.exists(run.queueDirectory()));
    Files.writeString(file, "reflow.capture.content=true\n");
    Awaitility.await().until(() -> jvm.stderr().contains("content capture is on"));
    Awaitility.await()
        .until(() -> events(run.queueDirectory()).stream().anyMatch(it -> it.content() != null));
    jvm.kill();
  }
}
