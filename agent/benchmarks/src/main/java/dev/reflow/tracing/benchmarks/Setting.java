package dev.reflow.tracing.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * Where everything is.
 *
 * @param target the benchmark module's target directory
 * @param reflowAgent our built agent
 */
record Setting(Path target, Path reflowAgent) {

  /** The programs that are measured. */
  Path classes() {
    return target.resolve("classes");
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
    return List.of(
        "-javaagent:" + target.resolve("agents/opentelemetry-javaagent.jar"),
        "-Dotel.service.name=load");
  }
}
