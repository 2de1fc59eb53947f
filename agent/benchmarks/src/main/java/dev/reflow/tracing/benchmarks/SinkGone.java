package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * 50,000 sends a second by one thread while the server is away from beginning to end and the queue
 * holds a fraction of them: what the sends take, beside a queue without a sink and no agent.
 */
final class SinkGone implements Measurement {

  private static final int SENDS_PER_SECOND = 50_000;
  private static final long MAX_BYTES = 64L << 20;

  private static final String UNTRACED = "no agent";
  private static final String NO_SINK = "Reflow, no sink";
  private static final String GONE = "Reflow, its server gone";

  private final Setting setting;
  private final int rounds;
  private final int seconds;
  private final Contest contest = new Contest();

  SinkGone(Setting setting, int rounds, int seconds) {
    this.setting = setting;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      run(UNTRACED, Optional.empty());
      run(NO_SINK, Optional.of("none"));
      run(GONE, Optional.of("websocket"));
    }
    print();
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.GONE_P999, contest.added(GONE, NO_SINK, "p999") / 1e3);
    verdicts.add(Bar.GONE_BYTES, contest.most(GONE, "bytes") / MAX_BYTES);
    return verdicts;
  }

  private void run(String name, Optional<String> sink) throws IOException, InterruptedException {
    List<String> program = PacedTable.program(SENDS_PER_SECOND, seconds);
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "gone")) {
      List<String> agent = new ArrayList<>();
      if (sink.isPresent()) {
        agent.addAll(setting.reflow(directory.path()));
        agent.add("-Dreflow.queue.max-bytes=" + MAX_BYTES);
        agent.add("-Dreflow.server-url=ws://localhost:1");
        agent.add("-Dreflow.sinks=" + sink.get());
      }
      ChildJvm child = new ChildJvm(directory.path(), PacedTable.WATCH_INTERVAL_MS);
      String figures = child.run(setting.program(agent, program)).figures();
      long bytes = sink.isEmpty() ? 0 : DiskUse.of(Setting.queue(directory.path())).usedBytes();
      contest.add(name, String.format(Locale.ROOT, "%s bytes=%d", figures, bytes));
    }
  }

  private void print() {
    PacedTable.print(
        "50,000 sends a second",
        contest,
        List.of("sent", "queue on disk at the end"),
        name ->
            List.of(
                number("%.0f", contest.median(name, "sent")),
                number("%.1f MiB", contest.median(name, "bytes") / (1 << 20))));
  }
}
