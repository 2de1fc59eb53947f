package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Four pairs of Pekko actors that throw messages to and fro. Ours records every message;
 * OpenTelemetry's default instrumentation of Pekko carries its context from actor to actor and
 * makes no span of a message.
 */
final class PekkoPingPong implements Measurement {

  private static final List<String> PROGRAM = List.of("com.example.load.PingPong", "6", "500000");
  private static final String UNTRACED = "no agent";
  private static final String OPEN_TELEMETRY = "OpenTelemetry, default";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  PekkoPingPong(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    try (OtlpCounter receiver = new OtlpCounter()) {
      for (int round = 0; round < rounds; round++) {
        contest.add(UNTRACED, play(List.of()) + " kept=0");
        reflow();
        openTelemetry(receiver);
      }
    }
    print();
    return new Verdicts();
  }

  private void reflow() throws IOException, InterruptedException {
    ReflowLoad.Result result =
        new ReflowLoad(setting).toFile(options -> setting.pekkoProgram(options, PROGRAM));
    contest.add("Reflow, file sink", result.outcome().figures() + " kept=" + result.kept());
  }

  private void openTelemetry(OtlpCounter receiver) throws IOException, InterruptedException {
    List<String> agent = new ArrayList<>(setting.openTelemetry());
    agent.add("-Dotel.exporter.otlp.endpoint=" + receiver.endpoint());
    receiver.takeSpans();
    String line = play(agent);
    contest.add(OPEN_TELEMETRY, line + " kept=" + receiver.takeSpans());
  }

  private String play(List<String> agent) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "pekko")) {
      return new ChildJvm(directory.path(), 10).run(setting.pekkoProgram(agent, PROGRAM)).figures();
    }
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "ping-pong under",
                "messages a second",
                "÷ no agent's",
                "÷ OpenTelemetry's",
                "sent",
                "events or spans kept"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.0f", contest.median(name, "perSecond")),
              number("%.2f", ratio(name, UNTRACED)),
              number("%.2f", ratio(name, OPEN_TELEMETRY)),
              number("%.0f", contest.median(name, "sent")),
              number("%.0f", contest.median(name, "kept"))));
    }
  }

  private double ratio(String name, String base) {
    return contest.median(name, "perSecond") / contest.median(base, "perSecond");
  }
}
