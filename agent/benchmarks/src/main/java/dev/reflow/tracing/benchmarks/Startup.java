package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * How much later {@code main} begins, and how much memory a Hello World takes, under each agent.
 * Default settings, no back end; the agents take turns, so that a noisy moment hits all of them.
 */
final class Startup implements Measurement {

  private static final List<String> HELLO = List.of("com.example.load.HelloWorld");
  private static final String UNTRACED = "no agent";
  private static final String REFLOW = "Reflow";
  private static final String OPEN_TELEMETRY = "OpenTelemetry";
  private static final String TO_MAIN = "toMainMs";
  private static final String MEMORY = "memoryKib";

  private final Setting setting;
  private final int rounds;
  private Contest contest = new Contest();

  Startup(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    // one round for the file cache
    round();
    contest = new Contest();
    for (int round = 0; round < rounds; round++) {
      round();
    }
    print();
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.TO_MAIN, ratio(REFLOW, TO_MAIN));
    verdicts.add(Bar.MEMORY, contest.added(REFLOW, UNTRACED, MEMORY) / 1024);
    return verdicts;
  }

  private void round() throws IOException, InterruptedException {
    measure(UNTRACED, List.of());
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
      measure(REFLOW, setting.reflow(directory.path()));
    }
    measure(OPEN_TELEMETRY, setting.openTelemetry());
    measure("Elastic APM", setting.elastic(false));
    measure("Datadog", setting.datadog(false));
  }

  private void measure(String name, List<String> agent) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "hello")) {
      ChildJvm.Outcome outcome =
          new ChildJvm(directory.path(), 1).run(setting.program(agent, HELLO));
      Figures figures = new Figures();
      figures.addAll(outcome.figures());
      contest.add(
          name,
          String.format(
              Locale.ROOT,
              "toMainMs=%.0f toExitMs=%d memoryKib=%d",
              figures.median("mainMs") - outcome.startedMs(),
              outcome.wallMs(),
              outcome.peakMemoryKib()));
    }
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Hello World with",
                "time to `main`",
                "added",
                "÷ OpenTelemetry's",
                "time to exit",
                "peak memory",
                "added",
                "÷ OpenTelemetry's"));
    for (String name : contest.names()) {
      boolean untraced = name.equals(UNTRACED);
      table.row(
          List.of(
              name,
              number("%.0f ms", contest.median(name, TO_MAIN)),
              number("%.0f ms", contest.added(name, UNTRACED, TO_MAIN)),
              untraced ? "" : number("%.2f", ratio(name, TO_MAIN)),
              number("%.0f ms", contest.median(name, "toExitMs")),
              number("%.0f MiB", contest.median(name, MEMORY) / 1024),
              number("%.0f MiB", contest.added(name, UNTRACED, MEMORY) / 1024),
              untraced ? "" : number("%.2f", ratio(name, MEMORY))));
    }
  }

  private double ratio(String name, String figure) {
    return contest.added(name, UNTRACED, figure) / contest.added(OPEN_TELEMETRY, UNTRACED, figure);
  }
}
