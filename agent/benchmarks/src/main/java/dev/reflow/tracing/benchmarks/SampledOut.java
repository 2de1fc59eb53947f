package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a send costs that is not recorded: sampled out, or through a class that is no connector. The
 * clock's steps are as large as what is looked for, so blocks of 32 sends are timed.
 */
final class SampledOut implements Measurement {

  private static final String BLOCKS = "100000";
  private static final String UNTRACED = "connector, no agent";
  private static final String NO_CONNECTOR = "no connector, no agent";
  private static final String NO_CONNECTOR_TRACED = "no connector, Reflow";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  SampledOut(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      plain(UNTRACED, "connector", false);
      sampled("0");
      sampled("0.01");
      plain(NO_CONNECTOR, "channel", false);
      plain(NO_CONNECTOR_TRACED, "channel", true);
    }
    print();
    return verdicts();
  }

  private void plain(String name, String what, boolean traced)
      throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "blocks")) {
      List<String> agent = new ArrayList<>();
      if (traced) {
        agent.addAll(setting.reflow(directory.path()));
      }
      ChildJvm child = new ChildJvm(directory.path(), 10);
      contest.add(name, child.run(setting.program(agent, program(what))).figures() + " kept=0");
    }
  }

  private void sampled(String rate) throws IOException, InterruptedException {
    ReflowLoad.Result result =
        new ReflowLoad(setting)
            .toQueue(List.of("-Dreflow.sampling.rate=" + rate), program("connector"));
    contest.add(sampledName(rate), result.outcome().figures() + " kept=" + result.kept());
  }

  private static String sampledName(String rate) {
    return "connector, Reflow, rate=" + rate;
  }

  private static List<String> program(String what) {
    return List.of("com.example.load.BlockLoad", what, BLOCKS);
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    verdicts.add(
        Bar.SAMPLED_OUT,
        Math.max(added(sampledName("0"), "p50"), added(sampledName("0.01"), "p50")));
    verdicts.add(Bar.NO_CONNECTOR, added(NO_CONNECTOR_TRACED, "p50"));
    return verdicts;
  }

  private double added(String name, String figure) {
    String base = name.startsWith("no connector") ? NO_CONNECTOR : UNTRACED;
    return contest.added(name, base, figure);
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of("send through", "p50 of a call", "added", "mean", "added", "sent", "recorded"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.2f ns", contest.median(name, "p50")),
              number("%.2f ns", added(name, "p50")),
              number("%.2f ns", contest.median(name, "mean")),
              number("%.2f ns", added(name, "mean")),
              number("%.0f", contest.median(name, "sent")),
              number("%.0f", contest.median(name, "kept"))));
    }
  }
}
