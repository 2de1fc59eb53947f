package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is wrong is one line, and the application runs on. */
final class BadInputIT {

  private static final String PROGRAM = "app.delivery.TrickleMain";
  private static final String OUTPUT = String.format("drop-0%ndrop-1%ndrop-2%n");

  private final AgentRun run = new AgentRun("bad-input", Jdk.running());

  BadInputIT() throws IOException {}

  @Test
  void shouldSayThatTheNamedFileIsMissing() throws Exception {
    checkSaid(run.agentArgument("no-such.properties"), "no-such.properties");
    assertThat(Files.exists(run.queueDirectory())).isFalse();
  }

  @Test
  void shouldSayWhatAnUnknownKeyMayHaveMeantAndTraceAllTheSame() throws Exception {
    Outcome outcome = checkSaid(run.set("batch.sise", "5"), "reflow.batch.sise");
    assertThat(outcome.stderr()).contains("did you mean").contains("reflow.batch.size");
    assertThat(outcome.flows()).hasSize(3);
  }

  @Test
  void shouldSayWhichLineHasABadNumber() throws Exception {
    Path file = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(file, "# batches\nreflow.batch.size = fifty\n");
    checkSaid(
        run,
        "reflow-agent.properties:2: reflow.batch.size: \"fifty\" is not a whole number from 1 to"
            + " 100000");
    assertThat(Files.exists(run.queueDirectory())).isFalse();
  }

  @Test
  void shouldSayWhatIsWrongWithARule() throws Exception {
    Path file = run.workingDirectory().resolve("reflow-agent.properties");
    Files.writeString(
        file,
        """
        reflow.connector.orders.type    = com.acme.OrderChannel
        reflow.connector.orders.method  = publish
        reflow.connector.orders.message = argument..first
        """);
    checkSaid(run, "reflow-agent.properties:3: reflow.connector.orders.message");
  }

  @Test
  void shouldSayThatTheQueueDirectoryCannotBeWritten() throws Exception {
    Path regularFile = Files.createFile(run.directory().resolve("file"));
    Path below = regularFile.resolve("queue");
    checkSaid(run.set("queue.dir", below.toString()), below.toString());
  }

  @Test
  void shouldSayThatTheServerCannotBeReached() throws Exception {
    run.set("sinks", "websocket").set("server-url", "ws://localhost:1").set("exit-timeout", "1s");
    Outcome outcome = checkSaid(run, "localhost:1");
    assertThat(outcome.flows()).hasSize(3);
  }

  @Test
  void shouldEndTheProgramWhenStrict() throws Exception {
    Outcome outcome = run.set("strict", "true").set("batch.size", "fifty").run(PROGRAM, "3", "0");
    assertThat(outcome.status()).as(outcome.stderr()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.agentLines("\"fifty\" is not a whole number")).hasSize(1);
  }

  @Test
  void shouldDoNothingWhenNotEnabled() throws Exception {
    Outcome outcome = run.set("enabled", "false").run(PROGRAM, "3", "0");
    checkRanOn(outcome);
    assertThat(Files.exists(run.queueDirectory())).isFalse();
  }

  @Test
  void shouldTraceOnceWithTwoAgents() throws Exception {
    Outcome outcome = run.jvm("-javaagent:" + AgentRun.AGENT_JAR).run(PROGRAM, "3", "0");
    checkRanOn(outcome);
    assertThat(outcome.flows()).hasSize(3);
    assertThat(outcome.agentLines("already")).as(outcome.stderr()).hasSize(1);
  }

  @Test
  void shouldRunFromAPathWithSpaces() throws Exception {
    Path jar = Files.createDirectory(run.directory().resolve("a b")).resolve("reflow agent.jar");
    Files.copy(AgentRun.AGENT_JAR, jar);
    Outcome outcome = run.agentJar(jar).run(PROGRAM, "3", "0");
    checkRanOn(outcome);
    assertThat(outcome.flows()).hasSize(3);
  }

  @Test
  void shouldSayNothingWhenTheLogIsOff() throws Exception {
    Outcome outcome = run.set("log.level", "off").run(PROGRAM, "3", "0");
    checkRanOn(outcome);
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.flows()).hasSize(3);
  }

  /** The program ran, and exactly one line says what is wrong, with at most one that sums up. */
  private static Outcome checkSaid(AgentRun run, String text) throws Exception {
    Outcome outcome = run.run(PROGRAM, "3", "0");
    checkRanOn(outcome);
    List<String> problems =
        outcome
            .stderr()
            .lines()
            .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
            .toList();
    assertThat(problems).as(outcome.stderr()).hasSizeBetween(1, 2);
    assertThat(problems.get(0)).contains(text);
    assertThat(problems).filteredOn(line -> line.contains(text)).hasSize(1);
    return outcome;
  }

  private static void checkRanOn(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo(OUTPUT);
    assertThat(outcome.strangeLines()).isEmpty();
  }
}
