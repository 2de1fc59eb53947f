package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.sink.websocket.RecordedEvent;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers stop and processes are killed; events arrive all the same. */
final class DeliveryIT {

  private static final String PROGRAM = "app.delivery.TrickleMain";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void shouldDeliverEverythingOnceAServerIsThatWasNot() throws Exception {
    int port = freePort();
    AgentRun run = shippingTo(port, "server-later");
    try (ForkedJvm jvm = run.start(PROGRAM, "400", "10000")) {
      awaitSends(jvm, 100);
      try (ReflowServer server = ReflowServer.start(port, null)) {
        Outcome outcome = run.await(jvm);
        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        assertThat(outcome.strangeLines()).isEmpty();
        assertThat(server.eventIds()).isEqualTo(ids(outcome.flows()));
        assertThat(server.eventIds()).hasSize(400);
        checkWhatWasSaid(outcome);
      }
    }
  }

  @Test
  void shouldDeliverEverythingThoughTheServerCutsTheConnection() throws Exception {
    try (ReflowServer server = ReflowServer.start()) {
      server.cutAfter(120);
      AgentRun run = shippingTo(server.port(), "server-cuts");
      Outcome outcome = run.run(PROGRAM, "400", "1000");
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(server.eventIds()).isEqualTo(ids(outcome.flows()));
      checkRepetitions(server.events());
    }
  }

  @Test
  void shouldShipWhatAKilledProcessLeft() throws Exception {
    AgentRun run = shippingTo(freePort(), "killed").set("sinks", "file,websocket");
    run.set("sink.file.path", run.file().toString());
    Set<String> sent;
    try (ForkedJvm jvm = run.start(PROGRAM, "1000000", "100")) {
      awaitQueue(run, jvm);
      jvm.kill();
      sent = sends(jvm);
    }
    try (ReflowServer server = ReflowServer.start()) {
      run.set("server-url", server.uri().toString());
      Outcome shipped = run.command("ship", run.queueDirectory().toString());
      assertThat(shipped.status()).as(shipped.stderr()).isZero();
      assertThat(messageIds(server.events())).containsAll(sent);
      checkRepetitions(server.events());
      assertThat(shipped.fileEvents()).extracting(WireEvent::messageId).containsAll(sent);
      assertThat(shipped.flows()).extracting(Flow::messageId).containsAll(sent);
      assertThat(server.eventIds()).isEqualTo(ids(shipped.flows()));
    }
    Outcome verified = run.command("verify", run.queueDirectory().toString());
    assertThat(verified.status()).as(verified.stdout() + verified.stderr()).isZero();
  }

  @Test
  void shouldDeliverWhatAKilledProcessLeftWithTheNextRun() throws Exception {
    AgentRun run = shippingTo(freePort(), "adopted");
    Set<String> sent;
    try (ForkedJvm jvm = run.start(PROGRAM, "1000000", "100", "first")) {
      awaitQueue(run, jvm);
      jvm.kill();
      sent = sends(jvm);
    }
    try (ReflowServer server = ReflowServer.start()) {
      run.set("server-url", server.uri().toString());
      // At its exit a process ships its own events only; it takes on others' while it runs.
      try (ForkedJvm next = run.start(PROGRAM, "1000000", "10000", "second")) {
        await()
            .atMost(PATIENCE)
            .until(() -> messageIds(server.events()).containsAll(sent) || !next.isAlive());
        assertThat(next.isAlive()).as(next.stderr()).isTrue();
      }
      checkRepetitions(server.events());
    }
  }

  private static AgentRun shippingTo(int port, String name) throws IOException {
    return new AgentRun(name, Jdk.running())
        .set("sinks", "websocket")
        .set("server-url", "ws://localhost:" + port)
        .set("retry.initial-delay", "100ms")
        .set("retry.max-delay", "500ms");
  }

  /** One line when the server is not there, one when it is, none for an event. */
  private static void checkWhatWasSaid(Outcome outcome) {
    List<String> lines = outcome.agentLines("websocket");
    assertThat(lines).as(outcome.stderr()).hasSizeBetween(2, 4);
  }

  /** The same event may come twice, and is the same then. */
  private static void checkRepetitions(List<RecordedEvent> events) {
    Map<String, Object> messageOfEvent = new HashMap<>();
    for (RecordedEvent event : events) {
      Object message = event.attribute("message_id");
      assertThat(message).isNotNull();
      assertThat(messageOfEvent.putIfAbsent(event.id(), message)).isIn(null, message);
    }
    assertThat(Set.copyOf(messageOfEvent.values())).hasSameSizeAs(messageOfEvent.keySet());
  }

  /**
   * Waits until the queue is on disk, and for some sends from then on. What is sent before, in a
   * program's first second, is in memory alone and does not survive a kill.
   */
  private static void awaitQueue(AgentRun run, ForkedJvm jvm) throws IOException {
    await().atMost(PATIENCE).until(() -> isOpen(run) || !jvm.isAlive());
    awaitSends(jvm, (int) jvm.stdout().lines().count() + 1_000);
  }

  /** The rule report is written when the queue is open. */
  private static boolean isOpen(AgentRun run) throws IOException {
    if (!Files.isDirectory(run.queueDirectory())) {
      return false;
    }
    try (Stream<Path> files = Files.walk(run.queueDirectory())) {
      return files.anyMatch(file -> file.endsWith("rules.json"));
    }
  }

  private static void awaitSends(ForkedJvm jvm, int count) {
    await().atMost(PATIENCE).until(() -> jvm.stdout().lines().count() > count || !jvm.isAlive());
    assertThat(jvm.isAlive()).isTrue();
  }

  /** What the program said it sent; a last line that was cut off is left out. */
  private static Set<String> sends(ForkedJvm jvm) throws IOException {
    String stdout = jvm.stdout();
    return stdout.substring(0, stdout.lastIndexOf('\n') + 1).lines().collect(Collectors.toSet());
  }

  private static Set<String> ids(Collection<Flow> flows) {
    return flows.stream().map(flow -> flow.eventId().toString()).collect(Collectors.toSet());
  }

  private static Set<Object> messageIds(Collection<RecordedEvent> events) {
    return events.stream().map(event -> event.attribute("message_id")).collect(Collectors.toSet());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
