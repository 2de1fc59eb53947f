package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;

/**
 * 100,000 sends a second by one thread, our file sink running: what the slowest of them take. The
 * machine's own hiccups stand in the row without an agent; what the agent adds is the difference.
 */
final class PacedSends implements Measurement {

  private static final int SENDS_PER_SECOND = 100_000;

  private static final String UNTRACED = "no agent";
  private static final String REFLOW = "Reflow, file sink";

  private final Setting setting;
  private final int rounds;
  private final int seconds;
  private final Contest contest = new Contest();

  PacedSends(Setting setting, int rounds, int seconds) {
    this.setting = setting;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    List<String> program = PacedTable.program(SENDS_PER_SECOND, seconds);
    for (int round = 0; round < rounds; round++) {
      try (WorkDirectory directory = WorkDirectory.create(setting.work(), "paced")) {
        ChildJvm child = new ChildJvm(directory.path(), PacedTable.WATCH_INTERVAL_MS);
        contest.add(UNTRACED, child.run(setting.program(List.of(), program)).figures() + " kept=0");
      }
      ReflowLoad.Result result =
          new ReflowLoad(setting, PacedTable.WATCH_INTERVAL_MS).toFile(program);
      contest.add(REFLOW, result.outcome().figures() + " kept=" + result.kept());
    }
    print();
    return verdicts();
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.PACED_P999, added("p999") / 1e3);
    verdicts.add(Bar.PACED_P9999, added("p9999") / 1e3);
    verdicts.add(Bar.PACED_WORST, added("max") / 1e6);
    return verdicts;
  }

  private double added(String figure) {
    return contest.added(REFLOW, UNTRACED, figure);
  }

  private void print() {
    PacedTable.print(
        "100,000 sends a second",
        contest,
        List.of("from due: p99.9", "from due: p99.99", "from due: worst", "sent", "kept"),
        name ->
            List.of(
                number("%.1f µs", contest.median(name, "due999") / 1e3),
                number("%.1f µs", contest.median(name, "due9999") / 1e3),
                number("%.2f ms", contest.median(name, "dueMax") / 1e6),
                number("%.0f", contest.median(name, "sent")),
                name.equals(UNTRACED) ? "" : number("%.0f", contest.median(name, "kept"))));
  }
}
