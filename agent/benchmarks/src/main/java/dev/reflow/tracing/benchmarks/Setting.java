package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where everything is, and how each agent is switched on.
 *
 * @param target the benchmark module's target directory
 * @param reflowAgent our built agent
 */
record Setting(Path target, Path reflowAgent) {

  private static final Pattern PEKKO = Pattern.compile("(pekko|scala|config)-");
  private static final String CONNECTOR = "com.example.load.MemoryConnector";

  /** What {@code java} takes to run a program that needs no library, with {@code options}. */
  List<String> program(List<String> options, List<String> program) {
    return program(options, "", program);
  }

  /** The same for a program of Pekko actors; nothing of ours is on the class path. */
  List<String> pekkoProgram(List<String> options, List<String> program) throws IOException {
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      String libraries =
          jars.filter(jar -> PEKKO.matcher(jar.getFileName().toString()).lookingAt())
              .map(jar -> ":" + jar)
              .collect(Collectors.joining());
      return program(options, libraries, program);
    }
  }

  private List<String> program(List<String> options, String libraries, List<String> program) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-cp", target.resolve("classes") + libraries));
    arguments.addAll(program);
    return arguments;
  }

  /** Where measured programs leave their files. */
  Path work() {
    return target.resolve("work");
  }

  /** JVM arguments that attach our agent, its queue in {@code directory}. */
  List<String> reflow(Path directory) {
    return List.of(
        "-javaagent:" + reflowAgent.normalize(),
        "-Dreflow.service=load",
        "-Dreflow.queue.dir=" + queue(directory));
  }

  /** Where our agent keeps its queue. */
  static Path queue(Path directory) {
    return directory.resolve("queue");
  }

  /** JVM arguments that attach OpenTelemetry's agent. */
  List<String> openTelemetry() {
    return List.of(agent("opentelemetry-javaagent"), "-Dotel.service.name=load");
  }

  /** What makes OpenTelemetry's agent trace the sends and export them to {@code endpoint}. */
  static List<String> openTelemetrySends(String endpoint) {
    return List.of(
        "-Dotel.instrumentation.methods.include=" + CONNECTOR + "[sendMessage]",
        "-Dotel.exporter.otlp.endpoint=" + endpoint);
  }

  /** Room for more spans, and larger batches. */
  static List<String> openTelemetryTuning() {
    return List.of("-Dotel.bsp.max.queue.size=200000", "-Dotel.bsp.max.export.batch.size=8192");
  }

  /** JVM arguments that attach Elastic's agent, tracing the sends or nothing in particular. */
  List<String> elastic(boolean sends) {
    List<String> arguments = new ArrayList<>();
    arguments.add(agent("elastic-apm-agent"));
    arguments.add("-Delastic.apm.service_name=load");
    if (sends) {
      arguments.add("-Delastic.apm.trace_methods=" + CONNECTOR + "#sendMessage");
    }
    return arguments;
  }

  /** JVM arguments that attach Datadog's agent, tracing the sends or nothing in particular. */
  List<String> datadog(boolean sends) {
    List<String> arguments = new ArrayList<>();
    arguments.add(agent("dd-java-agent"));
    arguments.add("-Ddd.service=load");
    if (sends) {
      arguments.add("-Ddd.trace.methods=" + CONNECTOR + "[sendMessage]");
    }
    return arguments;
  }

  private String agent(String name) {
    return "-javaagent:" + target.resolve("agents").resolve(name + ".jar");
  }
}
