package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipCommandTest {

  @TempDir private Path dir;
  private Captured shell;
  private Path queue;
  private Path file;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir);
    queue = shell.queueOf("shop");
    file = dir.resolve("events.ndjson");
    shell.property("reflow.sink.file.path", file.toString());
    shell.property("reflow.compression", "none");
  }

  @Test
  void shouldShipEveryRunToAFile() throws IOException {
    TestQueue.ended(queue, 120);
    TestQueue.ended(queue, 3);

    assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(123);
    assertThat(shell.lines()).hasSize(2);
    assertThat(shell.lines().get(0)).contains(": 120 events shipped to " + file + " in ");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldGoOnWhereTheSinkIs() throws IOException {
    TestQueue.ended(queue, 20);

    assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(20);
    assertThat(shell.lines().get(1)).endsWith(": nothing left to ship to " + file);
  }

  @Test
  void shouldShipAgainFromATimeOn() throws IOException {
    TestQueue.ended(queue, 20);

    assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    assertThat(shell.run("ship", "shop", "--sink", "file", "--since", "1h")).isZero();
    assertThat(shell.run("ship", "shop", "--sink", "file", "--since", "1s")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(40);
    assertThat(Files.readAllLines(file).stream().distinct()).hasSize(20);
  }

  @Test
  void shouldGoOnWhereShippingAgainWasStopped() throws IOException {
    TestQueue.ended(queue, 300);
    try (ReflowServer server = ReflowServer.start()) {
      shell.property("reflow.server-url", server.uri().toString());
      assertThat(shell.run("ship", "shop")).isZero();
      server.answer(
          event ->
              server.recorded() < 400
                  ? ReflowServer.RECORDED
                  : ReflowServer.error("StorageError", "full"));
      assertThat(shell.run("ship", "shop", "--since", "1h", "--timeout", "300ms", "-Dbatch.size=1"))
          .isEqualTo(3);
      assertThat(shell.err()).contains("; go on with --resume");

      server.answer(event -> ReflowServer.RECORDED);
      long before = server.recorded();
      assertThat(shell.run("ship", "shop", "--since", "1h", "--resume")).isZero();
      assertThat(server.recorded() - before).isLessThanOrEqualTo(300);
      assertThat(server.eventIds()).hasSize(300);
      assertThat(shell.run("ship", "shop", "--resume")).isEqualTo(2);
    }
  }

  @Test
  void shouldShipToPostgresAndAgain() throws Exception {
    TestQueue.ended(queue, 300);
    PostgresDatabase database = PostgresServer.shared().database();
    shell.property("reflow.sink.postgres.url", database.urlWithUser());

    assertThat(shell.run("ship", "shop", "--sink", "postgres")).isZero();
    assertThat(shell.lines().get(0))
        .contains(": 300 events shipped to postgresql://localhost:")
        .doesNotContain(database.password());
    assertThat(shell.run("ship", "shop", "--sink", "postgres", "--since", "1h")).isZero();
    assertThat(shell.lines().get(1)).contains(": 300 events shipped");
    assertThat(database.number("SELECT COUNT(*) FROM data_flow_events")).isEqualTo(300);
  }

  @Test
  void shouldShipToAServerThatComesBack() throws IOException {
    TestQueue.ended(queue, 300);
    try (ReflowServer server = ReflowServer.start()) {
      server.cutAfter(70);
      shell.property("reflow.server-url", server.uri().toString());

      assertThat(shell.run("ship", "shop", "--json")).isZero();
      assertThat(server.eventIds()).hasSize(300);
    }
    assertThat(Json.object(shell.out()))
        .containsEntry("sink", "websocket")
        .containsEntry("shipped", 300L)
        .containsEntry("dead_lettered", 0L);
  }

  @Test
  void shouldGiveUpOnAServerThatIsNotThereAndLoseNothing() throws IOException {
    Path run = TestQueue.ended(queue, 5);
    shell.property("reflow.server-url", "ws://localhost:1");

    assertThat(shell.run("ship", "shop", "--timeout", "300ms")).isEqualTo(3);
    assertThat(shell.err().lines().toList().get(shell.err().lines().toList().size() - 1))
        .startsWith("reflow: websocket sink: ")
        .endsWith("; 5 events stay in " + run);
    assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(5);
  }

  @Test
  void shouldLeaveARunAloneWhoseProcessIsAlive() throws IOException {
    try (TestQueue alive = TestQueue.begin(queue, Instant.now())) {
      alive.append(Instant.now(), "id");

      assertThat(shell.run("ship", "shop", "--sink", "file")).isEqualTo(3);
      assertThat(shell.err())
          .startsWith("reflow: " + alive.path() + " is left alone: ")
          .hasLineCount(1);
    }
  }

  @Test
  void shouldShipTheEndedRunsBesideALivingOne() throws IOException {
    TestQueue.ended(queue, 4);
    try (TestQueue alive = TestQueue.begin(queue, Instant.now())) {
      alive.append(Instant.now(), "id");

      assertThat(shell.run("ship", "shop", "--sink", "file")).isZero();
    }
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void shouldDeleteWhatWasShippedWhenAskedTo() throws IOException {
    Path run = TestQueue.ended(queue, 4);

    assertThat(shell.run("ship", "shop", "--sink", "file", "--remove")).isZero();
    assertThat(run).doesNotExist();
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void shouldDrawABarOnATerminal() throws IOException {
    TestQueue.ended(queue, 400);
    Captured terminal = Captured.terminal(dir, 100);

    assertThat(
            terminal.run(
                "ship",
                "shop",
                "--sink=file",
                "-D",
                "sink.file.path=" + file,
                "-Dcompression=none"))
        .isZero();
    assertThat(terminal.err()).contains("████████████████████████ 100%  400 of 400 events");
  }

  @Test
  void shouldSayWhatIsWrongWithAPathAtTheBeginningAndAtTheEndOnly() throws IOException {
    TestQueue.ended(queue, 5);
    Path below = Files.createFile(dir.resolve("plain")).resolve("events");
    Captured terminal = Captured.terminal(dir, 200);

    assertThat(
            terminal.run(
                "ship", "shop", "--sink=file", "-D", "sink.file.path=" + below, "--timeout=700ms"))
        .isEqualTo(3);
    assertThat(terminal.err().split("check reflow.sink.file.path", -1)).hasSize(3);
    assertThat(terminal.err()).contains("waiting for the sink");
  }

  @Test
  void shouldNotShipToNowhere() throws IOException {
    TestQueue.ended(queue, 4);

    assertThat(shell.run("ship", "shop", "-Dreflow.sinks=none")).isEqualTo(2);
    assertThat(shell.run("ship", "shop", "--sink", "kafak")).isEqualTo(2);
    assertThat(shell.run("ship", "shop", "--timeout", "soon")).isEqualTo(2);
    assertThat(shell.run("ship", "nowhere")).isEqualTo(1);
    assertThat(shell.err().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).startsWith("reflow: "));
    assertThat(shell.err()).contains("\"kafak\" is none of websocket, file, ");
  }
}
