package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;

/**
 * What linking causes adds to a send and to a handling: each message is new, so that its identity
 * is asked for the first time, and each is handled. Without a sink.
 */
final class CausalityCost implements Measurement {

  private static final List<String> PROGRAM =
      List.of("com.example.load.HandledLoop", "4", "2000000");
  private static final String UNTRACED = "no agent";
  private static final String OFF = "Reflow, `reflow.causality=false`";
  private static final String ON = "Reflow";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  CausalityCost(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      untraced();
      traced(OFF, "false");
      traced(ON, "true");
    }
    print();
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.CAUSALITY_P50, contest.added(ON, OFF, "p50"));
    verdicts.add(Bar.ALLOCATED_ONE, contest.most(ON, "allocated"));
    return verdicts;
  }

  private void untraced() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "handled")) {
      ChildJvm child = new ChildJvm(directory.path(), 10);
      contest.add(UNTRACED, child.run(setting.program(List.of("-Xmx1g"), PROGRAM)).figures());
    }
  }

  private void traced(String name, String causality) throws IOException, InterruptedException {
    List<String> options = List.of("-Xmx1g", "-Dreflow.causality=" + causality);
    contest.add(name, new ReflowLoad(setting).toQueue(options, PROGRAM).outcome().figures());
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "a message that is new",
                "send, p50",
                "mean",
                "handling, p50",
                "mean",
                "allocated, both"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.0f ns", contest.median(name, "p50")),
              number("%.1f ns", contest.median(name, "mean")),
              number("%.0f ns", contest.median(name, "handleP50")),
              number("%.1f ns", contest.median(name, "handleMean")),
              number("%.2f B", contest.most(name, "allocated"))));
    }
  }
}
