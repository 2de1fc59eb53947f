package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.dist.ForkedJvm.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs with the jar as it ships, on each JDK there is. */
class AgentStartIT {

  private static final String HELLO = "hello" + System.lineSeparator();

  @TempDir Path directory;

  /** The agent's line at start comes when its own thread gets to it, or not before a short end. */
  private static final String QUIET = "=reflow.log.level=warn";

  static List<Path> jdks() {
    return Jdks.all();
  }

  private ForkedJvm jvm(Path jdk) {
    return new ForkedJvm(jdk, directory);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartInSilence(Path jdk) throws Exception {
    Result result = jvm(jdk).withAgent(ForkedJvm.AGENT, QUIET).run("sample.Hello");

    assertThat(result).isEqualTo(new Result(0, HELLO, ""));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldChangeNothingForTheApplicationButTheGate(Path jdk) throws Exception {
    Result result = jvm(jdk).withAgent(ForkedJvm.AGENT, QUIET).run("sample.Probe");

    assertThat(result.out().lines())
        .containsExactly(
            "gate on null",
            "library on nothing",
            "unsafe in module jdk.unsupported",
            "native access false",
            "java.lang open false");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRecordAndShipWithoutAWordOfTheJvms(Path jdk) throws Exception {
    Result result = jvm(jdk).withAgent(ForkedJvm.AGENT, toFile()).run("sample.Sender", "1000");

    assertThat(result.out()).isEqualToIgnoringNewLines("1000 received");
    assertThat(result.err().lines())
        .allMatch(line -> line.matches("reflow \\S+ INFO .*"))
        .isNotEmpty();
    assertThat(directory.resolve("events.ndjson.zst")).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStayOutOfTheWayOfStderr(Path jdk) throws Exception {
    String arguments =
        "=reflow.sinks=none,reflow.log.level=off,reflow.queue.dir=" + directory.resolve("queue");

    Result result = jvm(jdk).withAgent(ForkedJvm.AGENT, arguments).run("sample.Sender", "1000");

    assertThat(result.err()).isEmpty();
    assertThat(directory.resolve("queue")).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldWorkFromAPathWithSpacesAndForeignLetters(Path jdk) throws Exception {
    Path jar = copyTo(directory.resolve("der Agent äöü 数据 100% +#!"));

    Result result = jvm(jdk).withAgent(jar, toFile()).run("sample.Sender", "10");

    assertThat(result.err()).doesNotContain("WARN", "ERROR");
    assertThat(directory.resolve("events.ndjson.zst")).isNotEmptyFile();
  }

  /** The argument for a compressed file of events. */
  private String toFile() {
    return "=reflow.sinks=file,reflow.compression=zstd,reflow.queue.dir=%s,reflow.sink.file.path=%s"
        .formatted(directory.resolve("queue"), directory.resolve("events.ndjson"));
  }

  private static Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.copy(ForkedJvm.AGENT, folder.resolve("reflow-agent.jar"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartWhenTheJarIsOnTheClassPathToo(Path jdk) throws Exception {
    String classPath =
        copyTo(directory.resolve("copy")) + java.io.File.pathSeparator + ForkedJvm.APPLICATION;

    Result result =
        jvm(jdk).withAgent(ForkedJvm.AGENT, QUIET).with("-cp", classPath, "sample.Hello").run();

    assertThat(result).isEqualTo(new Result(0, HELLO, ""));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartOnceWhenGivenTwice(Path jdk) throws Exception {
    Result result =
        jvm(jdk)
            .withAgent(ForkedJvm.AGENT, QUIET)
            .withAgent(copyTo(directory.resolve("copy")), QUIET)
            .run("sample.Hello");

    assertThat(result.out()).isEqualTo(HELLO);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "reflow: the agent runs in this JVM already; it is not started again");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLetTheApplicationRunWhenTheJarIsBroken(Path jdk) throws Exception {
    Path broken = directory.resolve("broken.jar");
    BrokenJar.copy(ForkedJvm.AGENT, broken, "reflow/index");

    Result result = jvm(jdk).withAgent(broken, "").run("sample.Hello");

    assertThat(result.out()).isEqualTo(HELLO);
    assertThat(result.status()).isZero();
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith("reflow: the agent could not start, the application runs untraced: ")
        .contains("reflow/index is missing");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRunTheCommandLineWithoutAWordOfTheJvms(Path jdk) throws Exception {
    Result result = jvm(jdk).with("-jar", ForkedJvm.AGENT.toString(), "--help").run();

    assertThat(result.out()).contains("tail", "verify");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldKnowItsVersion(Path jdk) throws Exception {
    Result result = jvm(jdk).with("-jar", ForkedJvm.AGENT.toString(), "--version").run();

    assertThat(result.out()).startsWith("Reflow agent 0.");
  }
}
