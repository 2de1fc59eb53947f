package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsLoader;
import dev.reflow.tracing.health.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {

  @TempDir private Path dir;
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void catchErrors() {
    System.setErr(new PrintStream(stderr, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(before);
  }

  @Test
  void shouldMoveToAFileAndBackWhileItRuns() throws IOException {
    Path file = dir.resolve("agent.log");
    AgentLog agentLog = new AgentLog(settings("info", ""));
    agentLog.log().info("one");
    agentLog.apply(settings("info", file.toString()));
    agentLog.log().info("two");
    agentLog.apply(settings("warn", file.toString()));
    agentLog.log().info("unheard");
    agentLog.log().warn("three");
    agentLog.apply(settings("info", ""));
    agentLog.log().info("four");

    assertThat(Files.readAllLines(file)).satisfiesExactly(endsWith("two"), endsWith("three"));
    assertThat(stderr.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(endsWith("one"), endsWith("four"));
  }

  @Test
  void shouldAppendToTheFileOfARunBefore() throws IOException {
    Path file = Files.writeString(dir.resolve("agent.log"), "before\n");
    AgentLog agentLog = new AgentLog(settings("info", file.toString()));
    agentLog.log().info("after");
    agentLog.apply(settings("info", ""));

    assertThat(Files.readAllLines(file)).satisfiesExactly(endsWith("before"), endsWith("after"));
  }

  @Test
  void shouldStayOnStandardErrorAndSayItWhereTheFileCannotBeWritten() {
    Log log = new AgentLog(settings("info", dir.toString())).log();
    log.info("here");

    assertThat(stderr.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("WARN -Dreflow.log.file: \"" + dir + "\" cannot be written"),
            endsWith("here"));
  }

  private static org.assertj.core.api.ThrowingConsumer<String> endsWith(String end) {
    return line -> assertThat(line).endsWith(end);
  }

  private static Settings settings(String level, String file) {
    Properties properties = new Properties();
    properties.setProperty("reflow.log.level", level);
    properties.setProperty("reflow.log.file", file);
    return SettingsLoader.load(null, properties, Map.of(), Path.of("")).settings();
  }
}
