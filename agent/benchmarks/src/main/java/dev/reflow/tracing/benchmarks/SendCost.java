package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH's view of one send: without the agent, with a closed gate, sampled out, recorded; by one and
 * two threads. What JMH says meanwhile is in {@code target/jmh.log}.
 */
final class SendCost implements Measurement {

  private static final String CLASS_PATH = "java.class.path";

  /** A second would fill gigabytes of queue. */
  private static final int ITERATION_MS = 500;

  /** More iterations of warm-up, in which the agent opens its queue. */
  private static final int STARTING = 6;

  private final Setting setting;
  private final int iterations;
  private final Map<String, RunResult> results = new LinkedHashMap<>();

  SendCost(Setting setting, int iterations) {
    this.setting = setting;
    this.iterations = iterations;
  }

  @Override
  public Verdicts run() throws IOException, RunnerException {
    measure("send, no agent", "SendBenchmark", 1, List.of());
    measure("two calls of a closed gate", "GateBenchmark", 1, List.of());
    for (String call : List.of("attribute", "current", "causedBy", "wrap")) {
      measure("DataFlow." + call + ", no agent", "ApiBenchmark." + call, 1, List.of());
    }
    traced("sampled out, rate=0", 1, "-Dreflow.sampling.rate=0");
    traced("sampled out but for one in a hundred", 1, "-Dreflow.sampling.rate=0.01");
    traced("recorded", 1, "-Dreflow.sampling.rate=1");
    traced("recorded", 2, "-Dreflow.sampling.rate=1");
    print();
    return new Verdicts();
  }

  private void traced(String name, int threads, String option) throws IOException, RunnerException {
    // JMH gives its own class path to the measured JVM, where our classes come with the agent alone
    String classPath = Objects.requireNonNull(System.getProperty(CLASS_PATH));
    System.setProperty(CLASS_PATH, withoutOurs(classPath));
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "jmh")) {
      List<String> agent = new ArrayList<>(setting.reflow(directory.path()));
      agent.addAll(List.of("-Dreflow.sinks=none", "-Dreflow.queue.max-bytes=16GiB", option));
      measure("send, " + name + ", " + threads + " thread(s)", "SendBenchmark", threads, agent);
      if (!Files.exists(Setting.queue(directory.path()))) {
        throw new IOException("the agent was not at work: see " + setting.target() + "/jmh.log");
      }
    } finally {
      System.setProperty(CLASS_PATH, classPath);
    }
  }

  /** A class path without the agent's modules. */
  static String withoutOurs(String classPath) {
    return Arrays.stream(classPath.split(":", -1))
        .filter(entry -> !entry.matches(".*/reflow-[^/]*\\.jar"))
        .collect(Collectors.joining(":"));
  }

  private void measure(String name, String benchmark, int threads, List<String> jvmArguments)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark)
            .forks(1)
            .threads(threads)
            .warmupIterations(iterations + STARTING)
            .warmupTime(TimeValue.milliseconds(ITERATION_MS))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(ITERATION_MS))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(setting.target().resolve("jmh.log").toString())
            .jvmArgs("-Xms1g", "-Xmx1g")
            .jvmArgsAppend(jvmArguments.toArray(String[]::new));
    System.err.println(name);
    for (RunResult result : new Runner(options.build()).run()) {
      results.put(name, result);
    }
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(List.of("what", "mean of a call", "error (99.9 %)", "allocated a call"));
    results.forEach(
        (name, result) ->
            table.row(
                List.of(
                    name,
                    number("%.1f ns", result.getPrimaryResult().getScore()),
                    number("± %.1f ns", result.getPrimaryResult().getScoreError()),
                    number("%.2f B", allocatedBytes(result)))));
  }

  private static double allocatedBytes(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }
}
