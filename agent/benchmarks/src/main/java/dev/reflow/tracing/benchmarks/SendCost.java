package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH's view of one send: without the agent, with a closed gate, recorded; by one and two threads.
 */
final class SendCost {

  private final Setting setting;
  private final int iterations;
  private final Map<String, RunResult> results = new LinkedHashMap<>();

  SendCost(Setting setting, int iterations) {
    this.setting = setting;
    this.iterations = iterations;
  }

  /** Measures, then prints one table. */
  void run() throws IOException, RunnerException {
    measure("send, no agent", "SendBenchmark", 1, List.of());
    measure("two calls of a closed gate", "GateBenchmark", 1, List.of());
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkDirectory directory = WorkDirectory.create(setting.work(), "jmh")) {
        List<String> agent = new ArrayList<>(setting.reflow(directory.path()));
        agent.add("-Dreflow.sinks=none");
        measure("send, recorded, " + threads + " thread(s)", "SendBenchmark", threads, agent);
      }
    }
    print();
  }

  private void measure(String name, String benchmark, int threads, List<String> jvmArguments)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark)
            .forks(1)
            .threads(threads)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(jvmArguments.toArray(String[]::new));
    for (RunResult result : new Runner(options.build()).run()) {
      results.put(name, result);
    }
  }

  private void print() {
    MarkdownTable table = new MarkdownTable(List.of("what", "mean of a call", "allocated a call"));
    results.forEach(
        (name, result) ->
            table.row(
                List.of(
                    name,
                    number("%.1f ns", result.getPrimaryResult().getScore()),
                    number("%.1f B", allocatedBytes(result)))));
  }

  private static double allocatedBytes(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }
}
