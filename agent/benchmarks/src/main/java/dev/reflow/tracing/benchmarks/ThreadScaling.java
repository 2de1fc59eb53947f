package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * 1, 2 and 8 threads that send at once, each through a connector of its own or all through one. Our
 * agent writes to the queue alone: a shipper would take one of two processors, and two senders
 * could not be twice as fast as one whatever the queue does. One and two also on a queue that has
 * come to its limit, as that of a process that runs for long: files are used again there.
 */
final class ThreadScaling implements Measurement {

  private static final String TIMED_SENDS = "500000";
  private static final String UNTIMED_MS = "700";

  /** So long that the pass before the measured one fills the queue. */
  private static final String FILLING_MS = "3000";

  private static final String FULL = "full";

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
      full(1);
      full(2);
      reflow(2, "shared");
      reflow(8, "shared");
    }
    print();
    return verdicts();
  }

  private void untraced(int threads) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "threads")) {
      List<String> program = setting.program(List.of(), program(threads, UNTIMED_MS, "own"));
      contest.add(
          "no agent, " + threads, new ChildJvm(directory.path(), 10).run(program).figures());
    }
  }

  private void reflow(int threads, String edge) throws IOException, InterruptedException {
    add(
        reflowName(threads, edge),
        new ReflowLoad(setting).toQueue(List.of(), program(threads, UNTIMED_MS, edge)));
  }

  private void full(int threads) throws IOException, InterruptedException {
    add(
        reflowName(threads, FULL),
        new ReflowLoad(setting).toFullQueue(program(threads, FILLING_MS, "own")));
  }

  private void add(String name, ReflowLoad.Result result) {
    String line = result.outcome().figures();
    Figures figures = new Figures();
    figures.addAll(line);
    contest.add(
        name,
        String.format(Locale.ROOT, "%s lost=%.0f", line, figures.median("sent") - result.kept()));
  }

  private static String reflowName(int threads, String edge) {
    return switch (edge) {
      case "own" -> "Reflow, " + threads;
      case FULL -> "Reflow, " + threads + ", full queue";
      default -> "Reflow, " + threads + ", one edge";
    };
  }

  private static List<String> program(int threads, String untimedMs, String edge) {
    return List.of(
        "com.example.load.ThreadLoad", Integer.toString(threads), TIMED_SENDS, untimedMs, edge);
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.SCALED_P50, toOne("Reflow, 2", "p50"));
    verdicts.add(Bar.SCALED_THROUGHPUT, toOne("Reflow, 2", "perSecond"));
    verdicts.add(Bar.FULL_THROUGHPUT, toOne(reflowName(2, FULL), "perSecond"));
    verdicts.add(Bar.SLOWEST, contest.median("Reflow, 8", "slowest"));
    verdicts.add(Bar.DROPPED, contest.most("Reflow, 8", "lost"));
    verdicts.add(Bar.ALLOCATED_EIGHT, contest.median("Reflow, 8", "allocated"));
    return verdicts;
  }

  private double toOne(String name, String figure) {
    String one = "no agent, 1";
    if (name.startsWith("Reflow")) {
      one = reflowName(1, name.endsWith(FULL + " queue") ? FULL : "own");
    }
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
