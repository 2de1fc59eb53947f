package dev.reflow.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One program, how it is to be run under the agent, and where its events go. Events go to the queue
 * alone unless {@link #withFileSink} or a setting says otherwise.
 */
final class AgentRun {

  static final Path AGENT_JAR = Path.of(property("reflow.test.agent-jar"));
  static final Path SAMPLE_JAR = Path.of(property("reflow.test.sample-jar"));
  private static final Path RUNS = Path.of(property("reflow.test.runs"));

  private final Path directory;
  private final Jdk jdk;
  private final List<String> jvmArguments = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String agentArgument = "";
  private Path agentJar = AGENT_JAR;

  /** A run in an empty directory of its own. */
  AgentRun(String name, Jdk jdk) throws IOException {
    this.jdk = jdk;
    Files.createDirectories(RUNS);
    this.directory = Files.createTempDirectory(RUNS, name + "-jdk" + jdk.feature() + "-");
    Files.createDirectory(workingDirectory());
    set("queue.dir", queueDirectory().toString());
    set("sinks", "none");
  }

  Path directory() {
    return directory;
  }

  Path workingDirectory() {
    return directory.resolve("work");
  }

  Path queueDirectory() {
    return directory.resolve("queue");
  }

  Path file() {
    return directory.resolve("events.ndjson");
  }

  /** A setting, as a system property; the key without {@code reflow.} in front. */
  AgentRun set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Leaves the setting to its default. */
  AgentRun unset(String key) {
    settings.remove(key);
    return this;
  }

  AgentRun environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  AgentRun jvm(String... arguments) {
    jvmArguments.addAll(Arrays.asList(arguments));
    return this;
  }

  /** What stands behind the jar's name and the equals sign. */
  AgentRun agentArgument(String argument) {
    agentArgument = "=" + argument;
    return this;
  }

  AgentRun agentJar(Path jar) {
    agentJar = jar;
    return this;
  }

  AgentRun withFileSink() {
    return set("sinks", "file").set("sink.file.path", file().toString());
  }

  /** Runs a program of the test class path to its end, under the agent. */
  Outcome run(String mainClass, String... arguments) throws IOException, InterruptedException {
    return await(start(mainClass, arguments));
  }

  /** Starts a program of the test class path, under the agent. */
  ForkedJvm start(String mainClass, String... arguments) throws IOException {
    return fork(traced(), List.of("-cp", programClassPath(), mainClass), arguments);
  }

  /** Runs an executable jar under the agent. */
  Outcome runJar(Path jar, String... arguments) throws IOException, InterruptedException {
    return await(startJar(jar, arguments));
  }

  /** Starts an executable jar under the agent. */
  ForkedJvm startJar(Path jar, String... arguments) throws IOException {
    return fork(traced(), List.of("-jar", jar.toString()), arguments);
  }

  /** Runs a module's main class, so that the JVM takes in no more than the module asks for. */
  Outcome runModule(Path modulePath, String moduleAndMain)
      throws IOException, InterruptedException {
    return await(fork(traced(), List.of("-p", modulePath.toString(), "-m", moduleAndMain)));
  }

  /** Starts the program with no agent. */
  ForkedJvm startUntraced(String mainClass, String... arguments) throws IOException {
    return fork(List.of(), List.of("-cp", programClassPath(), mainClass), arguments);
  }

  /** Runs the program with no agent. */
  Outcome runUntraced(String mainClass, String... arguments)
      throws IOException, InterruptedException {
    return await(fork(List.of(), List.of("-cp", programClassPath(), mainClass), arguments));
  }

  /** Runs a command of the agent's jar, with the same settings. */
  Outcome command(String... arguments) throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>();
    settings.forEach((key, value) -> flags.add("-Dreflow." + key + "=" + value));
    return await(fork(flags, List.of("-jar", agentJar.toString()), arguments));
  }

  Outcome await(ForkedJvm jvm) throws IOException, InterruptedException {
    int status = jvm.exitStatus();
    return new Outcome(status, jvm.stdout(), jvm.stderr(), queueDirectory(), file());
  }

  /** Deletes all that the run left, where that is much. */
  void delete() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private List<String> traced() {
    List<String> flags = new ArrayList<>();
    flags.add("-javaagent:" + agentJar + agentArgument);
    settings.forEach((key, value) -> flags.add("-Dreflow." + key + "=" + value));
    return flags;
  }

  private ForkedJvm fork(List<String> flags, List<String> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(jvmArguments);
    command.addAll(flags);
    command.addAll(program);
    command.addAll(Arrays.asList(arguments));
    return new ForkedJvm(command, environment, workingDirectory());
  }

  /** The programs and what they use; nothing of ours but the API. */
  private static String programClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(AgentRun::isForPrograms)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isForPrograms(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return path.endsWith("agent-test-app/target/test-classes")
        || path.contains("/agent/api/target/")
        || path.contains("/org/apache/pekko/")
        || path.contains("/com/typesafe/config/")
        || path.contains("/org/scala-lang/")
        || path.contains("/org/jetbrains/kotlin/")
        || path.contains("/io/opentelemetry/opentelemetry-")
        || path.contains("/org/slf4j/");
  }

  private static String property(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("system property " + key + " is missing: run mvn verify");
    }
    return value;
  }
}
