package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A burst by one thread, and how much of it each sink has when the process ends: events for each
 * second of processor time that the whole process took, the other side's own not counted.
 */
final class Delivery implements Measurement {

  private static final String OPEN_TELEMETRY = "OpenTelemetry, tuned, its own OTLP";

  private final Setting setting;
  private final int rounds;
  private final String sink;
  private final Contest contest = new Contest();

  /** Only to sinks whose name begins with {@code sink}. */
  Delivery(Setting setting, int rounds, String sink) {
    this.setting = setting;
    this.sink = sink;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws Exception {
    try (SinkTargets all = SinkTargets.named(setting, sink)) {
      List<SinkTarget> targets = all.all();
      for (int round = 0; round < rounds; round++) {
        for (SinkTarget target : targets) {
          deliver(target);
        }
        if ("opentelemetry".startsWith(sink) || "otlp".startsWith(sink)) {
          openTelemetry();
        }
      }
      print();
      return verdicts(targets);
    }
  }

  /** Its tuned agent beside ours: the same burst. */
  private void openTelemetry() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "otel");
        OtlpCounter receiver = new OtlpCounter()) {
      List<String> agent = new ArrayList<>(setting.openTelemetry());
      agent.addAll(Setting.openTelemetrySends(receiver.endpoint()));
      agent.addAll(Setting.openTelemetryTuning());
      List<String> program = List.of("com.example.load.BurstLoad", "4000000", "ids");
      ChildJvm.Outcome outcome =
          new ChildJvm(directory.path(), 10).run(setting.program(agent, program));
      add(OPEN_TELEMETRY, outcome, receiver.takeSpans());
    }
  }

  private void deliver(SinkTarget target) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "delivery")) {
      List<String> agent = new ArrayList<>(setting.reflow(directory.path()));
      agent.add("-Dreflow.exit-timeout=10m");
      agent.addAll(target.options(directory.path()));
      List<String> program =
          List.of("com.example.load.BurstLoad", Integer.toString(target.sends()), "ids");
      target.takeEvents(directory.path());
      ChildJvm.Outcome outcome =
          new ChildJvm(directory.path(), 10).run(setting.program(agent, program));
      long events = target.takeEvents(directory.path());
      add(target.name(), outcome, events);
    }
  }

  private void add(String name, ChildJvm.Outcome outcome, long events) {
    contest.add(
        name,
        String.format(
            Locale.ROOT,
            "%s delivered=%d perCpuSecond=%.0f wallMs=%d cpuMs=%d peakMib=%d",
            outcome.figures(),
            events,
            events * 1000.0 / outcome.cpuMs(),
            outcome.wallMs(),
            outcome.cpuMs(),
            outcome.peakMemoryKib() / 1024));
  }

  private Verdicts verdicts(List<SinkTarget> targets) {
    Verdicts verdicts = new Verdicts();
    for (SinkTarget target : targets) {
      double perCpuSecond = contest.median(target.name(), "perCpuSecond");
      target.bar().ifPresent(bar -> verdicts.add(bar, perCpuSecond));
    }
    return verdicts;
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "sink",
                "sent, with 1,000 before",
                "delivered at exit",
                "delivered per CPU-second",
                "CPU time of the process",
                "from launch to exit"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.0f", contest.median(name, "sent")),
              number("%.0f", contest.fewest(name, "delivered")),
              number("%.0f", contest.median(name, "perCpuSecond")),
              number("%.1f s", contest.median(name, "cpuMs") / 1e3),
              number("%.1f s", contest.median(name, "wallMs") / 1e3)));
    }
  }
}
