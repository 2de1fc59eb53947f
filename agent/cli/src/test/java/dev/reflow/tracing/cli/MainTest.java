package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"tail", "stats", "verify", "ship", "doctor", "attach"})
  void shouldExplainEachCommandWithExamples(String command) {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run(command, "--help")).isZero();
    assertThat(shell.out())
        .startsWith("Usage: java -jar reflow-agent.jar " + command)
        .contains("Examples:\n  " + command + " ", "--config", "-D", "--json")
        .doesNotContain("\u001b");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldListTheCommands() {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run("--help")).isZero();
    assertThat(shell.out())
        .contains("tail", "stats", "verify", "ship", "doctor", "attach", "-javaagent:");
  }

  @Test
  void shouldSayWhatItIs() {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run("--version")).isZero();
    assertThat(shell.out())
        .containsPattern("Reflow agent \\d+\\.\\d")
        .contains("Java " + Runtime.version());
  }

  @Test
  void shouldSayInOneLineThatThereIsNoSuchCommand() {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run()).isEqualTo(2);
    assertThat(shell.run("tial")).isEqualTo(2);
    assertThat(shell.err().lines())
        .containsExactly(
            "reflow: no command; there are tail, stats, lineage, graph, missing, verify, ship, doctor, attach;"
                + " see java -jar reflow-agent.jar --help",
            "reflow: there is no command \"tial\"; there are tail, stats, lineage, graph, missing, verify, ship, doctor, attach;"
                + " see java -jar reflow-agent.jar --help");
  }

  @Test
  void shouldRefuseABadConfigurationInOneLine() {
    Captured shell = Captured.pipe(dir).environment("REFLOW_BATCH_SIZE", "fifty");

    assertThat(shell.run("tail")).isEqualTo(2);
    assertThat(shell.err())
        .startsWith("reflow: REFLOW_BATCH_SIZE: \"fifty\" is not a whole number")
        .hasLineCount(1);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void shouldRefuseAFileThatIsMissing() {
    Captured shell = Captured.pipe(dir);

    assertThat(shell.run("tail", "--config", "nowhere.properties")).isEqualTo(2);
    assertThat(shell.err()).isEqualTo("reflow: --config: there is no file nowhere.properties\n");
  }

  @Test
  void shouldEndQuietlyWhenNobodyReadsAnyMore() throws IOException {
    Captured shell = Captured.pipe(dir);
    TestQueue.ended(shell.queueOf("shop"), 100);
    Surroundings around = shell.surroundings();
    Terminal broken =
        new Terminal(
            new PrintStream(new Broken(), false, StandardCharsets.UTF_8),
            new Terminal.Audience(false, false),
            around.terminal().err(),
            new Terminal.Audience(false, false),
            Columns.UNLIMITED);

    int status =
        Main.execute(
            new Surroundings(
                broken,
                around.systemProperties(),
                around.environment(),
                around.workingDirectory(),
                around.clock()),
            "tail",
            "shop");

    assertThat(status).isZero();
    assertThat(shell.err()).isEmpty();
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
