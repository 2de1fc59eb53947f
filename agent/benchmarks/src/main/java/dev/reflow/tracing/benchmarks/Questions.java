package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the command line about 10,000,000 events that a program under the agent left on its queue:
 * chains of five over a hundred edges. A heap that is far smaller than the queue shows that its
 * length does not matter.
 */
final class Questions implements Measurement {

  private static final int EVENTS = 10_000_000;
  private static final String MESSAGE = "1234567";
  private static final List<String> HEAP = List.of("-Xms16m", "-Xmx128m");

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  Questions(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "questions")) {
      List<String> program = List.of("com.example.load.ChainLoad", Integer.toString(EVENTS));
      long events = new ReflowLoad(setting).toQueue(directory.path(), List.of(), program).kept();
      String queue = Setting.queue(directory.path()).toString();
      for (int round = 0; round < rounds; round++) {
        ask(directory.path(), events, "stats", queue);
        ask(directory.path(), events, "lineage", queue, MESSAGE);
        ask(directory.path(), events, "graph", queue, "-o", "flow.svg");
      }
      print(events);
    }
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.STATS_SPEED, contest.median("stats", "perCpuSecond"));
    verdicts.add(Bar.STATS_MEMORY, contest.most("stats", "memory"));
    verdicts.add(Bar.LINEAGE_TIME, contest.median("lineage", "seconds"));
    return verdicts;
  }

  private void ask(Path directory, long events, String... command)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(HEAP);
    arguments.addAll(List.of("-jar", setting.reflowAgent().normalize().toString()));
    arguments.addAll(List.of(command));
    ChildJvm.Outcome outcome = new ChildJvm(directory, 10).run(arguments);
    contest.add(
        command[0],
        "seconds=%s cpu=%s perCpuSecond=%s memory=%s lines=%d"
            .formatted(
                number("%.2f", outcome.wallMs() / 1e3),
                number("%.2f", outcome.cpuMs() / 1e3),
                number("%.0f", events * 1e3 / outcome.cpuMs()),
                number("%.0f", outcome.peakMemoryKib() / 1024.0),
                outcome.output().size()));
  }

  private void print(long events) {
    System.out.printf("%d events, `%s`.%n%n", events, String.join(" ", HEAP));
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "command",
                "time",
                "CPU time",
                "events per CPU-second",
                "memory, resident",
                "lines"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              "`" + name + "`",
              number("%.2f s", contest.median(name, "seconds")),
              number("%.2f s", contest.median(name, "cpu")),
              number("%.0f", contest.median(name, "perCpuSecond")),
              number("%.0f MiB", contest.most(name, "memory")),
              number("%.0f", contest.median(name, "lines"))));
    }
  }
}
