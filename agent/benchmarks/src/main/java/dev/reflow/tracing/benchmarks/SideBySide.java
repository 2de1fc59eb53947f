package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same send, a million times a round, under each agent in a JVM of its own: what a call costs,
 * what it allocates and how many of the records arrive. The agents take turns.
 */
final class SideBySide implements Measurement {

  private static final List<String> SENDS = List.of("4", "1000000");
  private static final String UNTRACED = "no agent";
  private static final String REFLOW = "Reflow, file sink";
  private static final String OPEN_TELEMETRY = "OpenTelemetry, default";
  private static final String TUNED = "OpenTelemetry, tuned";

  /** In place of a number that nobody counts. */
  private static final long UNKNOWN = -1;

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  SideBySide(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    try (OtlpCounter receiver = new OtlpCounter()) {
      for (int round = 0; round < rounds; round++) {
        other(UNTRACED, List.of());
        reflow();
        openTelemetry(OPEN_TELEMETRY, receiver, List.of());
        openTelemetry(TUNED, receiver, Setting.openTelemetryTuning());
        other("Elastic APM, no server", setting.elastic(true));
        other("Datadog, no server", setting.datadog(true));
        flightRecorder();
      }
    }
    print();
    return verdicts();
  }

  private void reflow() throws IOException, InterruptedException {
    ReflowLoad.Result result = new ReflowLoad(setting).toFile(program("SendLoop"));
    record(REFLOW, result.outcome(), result.delivered(), result.kept());
  }

  private void openTelemetry(String name, OtlpCounter receiver, List<String> tuning)
      throws IOException, InterruptedException {
    List<String> agent = new ArrayList<>(setting.openTelemetry());
    agent.addAll(Setting.openTelemetrySends(receiver.endpoint()));
    agent.addAll(tuning);
    receiver.takeSpans();
    ChildJvm.Outcome outcome = load(agent);
    long delivered = receiver.takeSpans();
    record(name, outcome, delivered, delivered);
  }

  private void other(String name, List<String> agent) throws IOException, InterruptedException {
    record(name, load(agent), UNKNOWN, UNKNOWN);
  }

  private ChildJvm.Outcome load(List<String> agent) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "load")) {
      return new ChildJvm(directory.path(), 10).run(setting.program(agent, program("SendLoop")));
    }
  }

  private void flightRecorder() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "jfr")) {
      Path file = directory.path().resolve("sends.jfr");
      List<String> program = program("JfrSendLoop");
      program.add(file.toString());
      ChildJvm.Outcome outcome =
          new ChildJvm(directory.path(), 10).run(setting.program(List.of(), program));
      long kept = FlightRecords.count(file, "com.example.load.Send");
      record("no agent, a JFR event", outcome, kept, kept);
    }
  }

  private static List<String> program(String name) {
    List<String> program = new ArrayList<>();
    program.add("com.example.load." + name);
    program.addAll(SENDS);
    return program;
  }

  private void record(String name, ChildJvm.Outcome outcome, long delivered, long kept) {
    contest.add(
        name,
        String.format(
            Locale.ROOT,
            "%s delivered=%d kept=%d perCpuSecond=%.0f",
            outcome.figures(),
            delivered,
            kept,
            delivered < 0 ? -1.0 : delivered * 1000.0 / outcome.cpuMs()));
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.ADDED_P50, ratio(REFLOW, "p50"));
    verdicts.add(Bar.ADDED_MEAN, ratio(REFLOW, "mean"));
    verdicts.add(Bar.ALLOCATED_ONE, contest.median(REFLOW, "allocated"));
    verdicts.add(
        Bar.DELIVERED,
        contest.median(REFLOW, "perCpuSecond") / contest.median(TUNED, "perCpuSecond"));
    return verdicts;
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "agent",
                "p50",
                "p99",
                "p99.9",
                "worst",
                "mean",
                "added p50 ÷ OpenTelemetry's",
                "added mean ÷ OpenTelemetry's",
                "allocated a call",
                "delivered at exit",
                "kept",
                "delivered per CPU-second"));
    for (String name : contest.names()) {
      boolean untraced = name.equals(UNTRACED);
      table.row(
          List.of(
              name,
              number("%.0f ns", contest.median(name, "p50")),
              number("%.0f ns", contest.median(name, "p99")),
              number("%.0f ns", contest.median(name, "p999")),
              number("%.2f ms", contest.median(name, "max") / 1e6),
              number("%.0f ns", contest.median(name, "mean")),
              untraced ? "" : number("%.2f", ratio(name, "p50")),
              untraced ? "" : number("%.2f", ratio(name, "mean")),
              number("%.2f B", contest.median(name, "allocated")),
              counted(name, "delivered"),
              counted(name, "kept"),
              counted(name, "perCpuSecond")));
    }
  }

  private String counted(String name, String figure) {
    double count = contest.median(name, figure);
    return count < 0 ? "" : number("%.0f", count);
  }

  private double ratio(String name, String figure) {
    return contest.added(name, UNTRACED, figure) / contest.added(OPEN_TELEMETRY, UNTRACED, figure);
  }
}
