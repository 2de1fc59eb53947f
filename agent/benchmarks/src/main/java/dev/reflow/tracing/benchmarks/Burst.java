package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** 4,000,000 sends at once by one thread, our file sink running: how many of them arrive. */
final class Burst implements Measurement {

  private static final String REFLOW = "Reflow, file sink";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  Burst(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    List<String> program = List.of("com.example.load.BurstLoad", "4000000", "ids");
    for (int round = 0; round < rounds; round++) {
      ReflowLoad.Result result = new ReflowLoad(setting).toFile(program);
      contest.add(
          REFLOW,
          String.format(
              Locale.ROOT,
              "%s delivered=%d kept=%d wallMs=%d cpuMs=%d",
              result.outcome().figures(),
              result.delivered(),
              result.kept(),
              result.outcome().wallMs(),
              result.outcome().cpuMs()));
    }
    print();
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.BURST, contest.fewest(REFLOW, "delivered"));
    return verdicts;
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "burst of one thread",
                "sends a second",
                "sent, with 1,000 before",
                "in the sink at exit, fewest",
                "kept, fewest",
                "process, from launch to exit",
                "its CPU time"));
    double sent = contest.median(REFLOW, "sent");
    table.row(
        List.of(
            REFLOW,
            number("%.2f M", sent / contest.median(REFLOW, "elapsedMs") / 1e3),
            number("%.0f", sent),
            number("%.0f", contest.fewest(REFLOW, "delivered")),
            number("%.0f", contest.fewest(REFLOW, "kept")),
            number("%.1f s", contest.median(REFLOW, "wallMs") / 1e3),
            number("%.1f s", contest.median(REFLOW, "cpuMs") / 1e3)));
  }
}
