package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.runtime.RuleReportFile;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  /** Woven by the conventions. */
  static final class PaymentConnector {
    private int sent;

    int sendMessage(String message) {
      return sent += message.length();
    }
  }

  @TempDir private Path dir;
  private Captured shell;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir).property("reflow.sinks", "none");
  }

  @Test
  void shouldShowEachValueWithItsSource() throws IOException {
    Path file = Files.writeString(dir.resolve("my.properties"), "reflow.batch.size = 77\n");
    shell.environment("REFLOW_BATCH_TIMEOUT", "9s");

    assertThat(shell.run("doctor", file.toString(), "-D", "flow-id=checkout")).isZero();
    assertThat(shell.lines())
        .anySatisfy(line -> assertThat(line).matches("  reflow.batch.size +77 +" + file + ":1"))
        .anySatisfy(line -> assertThat(line).matches(" +\\S+timeout +9s +REFLOW_BATCH_TIMEOUT"))
        .anySatisfy(line -> assertThat(line).matches(" +\\S+flow-id +checkout +-Dreflow.flow-id"))
        .anySatisfy(line -> assertThat(line).matches("  reflow.compression +zstd +default"));
  }

  @Test
  void shouldKeepSecrets() {
    assertThat(shell.run("doctor", "server-token=s3cr3t")).isZero();
    assertThat(shell.run("doctor", "--json", "server-token=s3cr3t")).isZero();
    assertThat(shell.out()).contains("****").doesNotContain("s3cr3t");
  }

  @Test
  void shouldTellEveryProblemAsTheAgentWould() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("my.properties"), "reflow.batch.size = fifty\nreflow.bach.size = 3\n");

    assertThat(shell.run("doctor", "--config", file.toString())).isEqualTo(2);
    assertThat(shell.out())
        .contains("✗ " + file + ":1: reflow.batch.size: \"fifty\" is not a whole number from 1 to")
        .contains(
            "! " + file + ":2: reflow.bach.size: unknown key, did you mean reflow.batch.size");
  }

  @Test
  void shouldShowTheRulesInForce() {
    assertThat(
            shell.run(
                "doctor",
                "connector.orders.type=com.acme.OrderChannel,connector.orders.method=publish,"
                    + "connectors.disabled=akka"))
        .isZero();
    assertThat(shell.lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "  yours +connector orders +com.acme.OrderChannel +publish +agent"
                            + " argument"))
        .anySatisfy(line -> assertThat(line).matches("  convention +connector conventions .*"))
        .anySatisfy(line -> assertThat(line).matches("  disabled +akka"))
        .noneSatisfy(line -> assertThat(line).contains("connector akka"));
  }

  @Test
  void shouldTryTheSinks() {
    try (ReflowServer server = ReflowServer.start()) {
      assertThat(shell.run("doctor", "-Dsinks=websocket", "-Dserver-url=" + server.uri())).isZero();
      assertThat(shell.out()).contains("✓ websocket  " + server.uri() + " answers after ");
    }
    assertThat(shell.run("doctor", "-Dsinks=websocket", "-Dserver-url=ws://localhost:1"))
        .isEqualTo(3);
    assertThat(shell.out()).contains("✗ websocket  ws://localhost:1 ");
  }

  @Test
  void shouldSayThatAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");

    assertThat(shell.run("doctor", "-Dsinks=file", "-Dsink.file.path=" + file + "/events.ndjson"))
        .isEqualTo(3);
    assertThat(shell.out()).contains("✗ file       " + file + " is no directory");
    assertThat(file.resolveSibling("reflow-events.ndjson.zst")).doesNotExist();
  }

  @Test
  void shouldSayWhatBecameOfTheRules() throws IOException {
    RuleReport report = new RuleReport();
    RuleReport.Entry fired = report.connector("conventions");
    fired.loaded();
    fired.matched("com.acme.PaymentConnector");
    fired.woven("com.acme.PaymentConnector", "sendMessage(Ljava/lang/Object;)V");
    fired.fired();
    report.connector("orders").loaded();
    report.connector("pekko").loaded();
    try (TestQueue run = TestQueue.begin(shell.queueOf("shop"), Instant.now())) {
      RuleReportFile.write(run.path(), report.snapshot());

      assertThat(
              shell.run(
                  "doctor", "service=shop,connector.orders.type=X,connector.orders.method=publish"))
          .isZero();
      assertThat(shell.out())
          .contains(run.path() + " (shop, alive, process 4711, started ")
          .contains("✓ connector conventions: 1 class, 1 method woven, called")
          .contains("! connector orders: no class matched")
          .doesNotContain("connector pekko:");
    }
  }

  @Test
  void shouldSayThatThereWasNoRun() {
    assertThat(shell.run("doctor")).isZero();
    assertThat(shell.out()).contains("no run yet: start the program with -javaagent");
  }

  @Test
  void shouldSayWhichRuleMatchesAClassOrWhyNoneDoes() {
    String classPath = System.getProperty("java.class.path");

    assertThat(
            shell.run(
                "doctor", "--class", PaymentConnector.class.getName(), "--class-path", classPath))
        .isZero();
    assertThat(shell.run("doctor", "--class", Captured.class.getName(), "--class-path", classPath))
        .isEqualTo(1);
    assertThat(shell.run("doctor", "--class", "com.acme.Nothing", "-cp", classPath)).isEqualTo(1);
    assertThat(shell.out())
        .contains("✓ connector conventions weaves sendMessage(java.lang.String)")
        .contains("! no rule weaves it")
        .contains("- connector conventions is for other types: ");
    assertThat(shell.err())
        .startsWith("reflow: there is no class com.acme.Nothing on the class path ");
  }

  @Test
  void shouldReportForMachines() {
    assertThat(shell.run("doctor", "--json")).isZero();
    assertThat(Json.object(shell.out()))
        .containsKeys("agent", "java", "configuration", "problems", "rules", "places", "runs");
  }
}
