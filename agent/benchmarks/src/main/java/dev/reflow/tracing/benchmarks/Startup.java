package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much later {@code main} begins, and how much memory a Hello World takes, under each agent.
 * Default settings, no back end; the agents take turns, so that a noisy moment hits all of them.
 */
final class Startup {

  private static final String TO_MAIN = "to main, ms";
  private static final String WHOLE = "to exit, ms";
  private static final String MEMORY = "peak memory, KiB";

  private final Setting setting;
  private final int rounds;
  private final Map<String, Figures> figures = new LinkedHashMap<>();

  Startup(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  /** Measures, then prints one table. */
  void run() throws IOException, InterruptedException {
    for (int round = 0; round <= rounds; round++) {
      boolean warmsFileCache = round == 0;
      measure("no agent", List.of(), warmsFileCache);
      try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
        measure("Reflow", setting.reflow(directory.path()), warmsFileCache);
      }
      measure("OpenTelemetry", setting.openTelemetry(), warmsFileCache);
    }
    print();
  }

  private void measure(String name, List<String> agent, boolean discard)
      throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "hello")) {
      ChildJvm.Outcome outcome = run(agent, directory.path());
      if (!discard) {
        Figures mine = figures.computeIfAbsent(name, any -> new Figures());
        long mainMs = Long.parseLong(outcome.output().get(0));
        mine.add(TO_MAIN, (double) (mainMs - outcome.startedMs()));
        mine.add(WHOLE, (double) outcome.wallMs());
        mine.add(MEMORY, (double) outcome.peakMemoryKib());
      }
    }
  }

  private ChildJvm.Outcome run(List<String> agent, Path directory)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(agent);
    arguments.addAll(List.of("-cp", setting.classes().toString(), "com.example.load.HelloWorld"));
    return new ChildJvm(directory, 1).run(arguments);
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
    figures.forEach(
        (name, mine) ->
            table.row(
                List.of(
                    name,
                    number("%.0f ms", mine.median(TO_MAIN)),
                    number("%.0f ms", added(mine, TO_MAIN)),
                    ratio(mine, TO_MAIN),
                    number("%.0f ms", mine.median(WHOLE)),
                    number("%.0f MiB", mine.median(MEMORY) / 1024),
                    number("%.0f MiB", added(mine, MEMORY) / 1024),
                    ratio(mine, MEMORY))));
  }

  private double added(Figures mine, String figure) {
    return mine.median(figure) - of("no agent").median(figure);
  }

  private String ratio(Figures mine, String figure) {
    return mine == of("no agent")
        ? ""
        : number("%.2f", added(mine, figure) / added(of("OpenTelemetry"), figure));
  }

  private Figures of(String name) {
    return Objects.requireNonNull(figures.get(name));
  }
}
