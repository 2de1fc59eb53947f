package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * 1, 2 and 8 threads that send at once, each through a connector of its own or all through one. Our
 * agent writes to the queue alone: a shipper would take one of two processors, and two senders
 * could not be twice as fast as one whatever the queue does.
 */
final class ThreadScaling implements Measurement {

  private static final String TIMED_SENDS = "500000";
  private static final String UNTIMED_MS = "700";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  ThreadScaling(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (int threads : new int[] {1, 2, 8}) {
        untraced(threads);
        reflow(threads, "own");
      }
      reflow(2, "shared");
      reflow(8, "shared");
    }
    print();
    return verdicts();
  }

  private void untraced(int threads) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "threads")) {
      List<String> program = setting.program(List.of(), program(threads, "own"));
      contest.add(
          "no agent, " + threads, new ChildJvm(directory.path(), 10).run(program).figures());
    }
  }

  private void reflow(int threads, String edge) throws IOException, InterruptedException {
    ReflowLoad.Result result = new ReflowLoad(setting).toQueue(List.of(), program(threads, edge));
    String line = result.outcome().figures();
    Figures figures = new Figures();
    figures.addAll(line);
    contest.add(
        reflowName(threads, edge),
        String.format(Locale.ROOT, "%s lost=%.0f", line, figures.median("sent") - result.kept()));
  }

  private static String reflowName(int threads, String edge) {
    return "Reflow, " + threads + (edge.equals("own") ? "" : ", one edge");
  }

  private static List<String> program(int threads, String edge) {
    return List.of(
        "com.example.load.ThreadLoad", Integer.toString(threads), TIMED_SENDS, UNTIMED_MS, edge);
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.SCALED_P50, toOne("Reflow, 2", "p50"));
    verdicts.add(Bar.SCALED_THROUGHPUT, toOne("Reflow, 2", "perSecond"));
    verdicts.add(Bar.SLOWEST, contest.median("Reflow, 8", "slowest"));
    verdicts.add(Bar.DROPPED, contest.most("Reflow, 8", "lost"));
    verdicts.add(Bar.ALLOCATED_EIGHT, contest.median("Reflow, 8", "allocated"));
    return verdicts;
  }

  private double toOne(String name, String figure) {
    String one = name.startsWith("Reflow") ? "Reflow, 1" : "no agent, 1";
    return contest.median(name, figure) / contest.median(one, figure);
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "agent, threads",
                "p50, mean of threads",
                "p50, slowest thread",
                "÷ 1 thread",
                "p99.9, slowest thread",
                "sends a second, no clock",
                "÷ 1 thread",
                "slowest ÷ mean",
                "allocated a call",
                "lost, most"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.0f ns", contest.median(name, "p50")),
              number("%.0f ns", contest.median(name, "slowestP50")),
              number("%.2f", toOne(name, "p50")),
              number("%.0f ns", contest.median(name, "p999")),
              number("%.2f M", contest.median(name, "perSecond") / 1e6),
              number("%.2f", toOne(name, "perSecond")),
              number("%.2f", contest.median(name, "slowest")),
              number("%.2f B", contest.median(name, "allocated")),
              name.startsWith("Reflow") ? number("%.0f", contest.most(name, "lost")) : ""));
    }
  }
}
