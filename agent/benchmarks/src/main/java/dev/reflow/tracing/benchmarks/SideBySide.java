package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same send, a million times a round, under each agent in a JVM of its own: what a call costs,
 * what it allocates and how many of the records arrive. The agents take turns.
 */
final class SideBySide {

  private static final String SENDS = "1000000";
  private static final String WARM_UP_AND_MEASURED_ROUNDS = "4";
  private static final String UNTRACED = "no agent";
  private static final String OPEN_TELEMETRY = "OpenTelemetry, default";

  private final Setting setting;
  private final int rounds;
  private final Map<String, Figures> figures = new LinkedHashMap<>();

  SideBySide(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  /** Measures, then prints one table. */
  void run() throws IOException, InterruptedException {
    try (OtlpCounter receiver = new OtlpCounter()) {
      for (int round = 0; round < rounds; round++) {
        untraced();
        reflow();
        openTelemetry(OPEN_TELEMETRY, receiver, List.of());
        openTelemetry(
            "OpenTelemetry, tuned",
            receiver,
            List.of("-Dotel.bsp.max.queue.size=200000", "-Dotel.bsp.max.export.batch.size=8192"));
      }
    }
    print();
  }

  private void untraced() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "untraced")) {
      record(UNTRACED, load(directory.path(), List.of()), 0, 0);
    }
  }

  private void reflow() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
      Path path = directory.path();
      List<String> sink =
          List.of(
              "-Dreflow.sinks=file", "-Dreflow.sink.file.path=" + path.resolve("events.ndjson"));
      List<String> agent = new ArrayList<>(setting.reflow(path));
      agent.addAll(sink);
      ChildJvm.Outcome outcome = load(path, agent);
      long delivered = EventFiles.distinctEvents(path);
      shipTheRest(path, sink);
      record("Reflow, file sink", outcome, delivered, EventFiles.distinctEvents(path));
    }
  }

  private void shipTheRest(Path directory, List<String> sink)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(sink);
    arguments.addAll(
        List.of(
            "-jar",
            setting.reflowAgent().normalize().toString(),
            "ship",
            Setting.queue(directory).toString()));
    new ChildJvm(directory, 10).run(arguments);
  }

  private void openTelemetry(String name, OtlpCounter receiver, List<String> tuning)
      throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "opentelemetry")) {
      List<String> agent = new ArrayList<>(setting.openTelemetry());
      agent.add(
          "-Dotel.instrumentation.methods.include=com.example.load.MemoryConnector[sendMessage]");
      agent.add("-Dotel.exporter.otlp.endpoint=" + receiver.endpoint());
      agent.addAll(tuning);
      receiver.takeSpans();
      ChildJvm.Outcome outcome = load(directory.path(), agent);
      long delivered = receiver.takeSpans();
      record(name, outcome, delivered, delivered);
    }
  }

  private ChildJvm.Outcome load(Path directory, List<String> agent)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(agent);
    arguments.addAll(
        List.of(
            "-cp",
            setting.classes().toString(),
            "com.example.load.SendLoop",
            WARM_UP_AND_MEASURED_ROUNDS,
            SENDS));
    return new ChildJvm(directory, 10).run(arguments);
  }

  private void record(String name, ChildJvm.Outcome outcome, long delivered, long kept) {
    Figures mine = figures.computeIfAbsent(name, any -> new Figures());
    String line = outcome.output().get(outcome.output().size() - 1);
    System.err.printf(
        "%s: %s delivered=%d kept=%d cpuMs=%d%n", name, line, delivered, kept, outcome.cpuMs());
    mine.addAll(line);
    mine.add("delivered", (double) delivered);
    mine.add("kept", (double) kept);
    mine.add("perCpuSecond", delivered * 1000.0 / outcome.cpuMs());
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
    figures.forEach(
        (name, mine) ->
            table.row(
                List.of(
                    name,
                    number("%.0f ns", mine.median("p50")),
                    number("%.0f ns", mine.median("p99")),
                    number("%.0f ns", mine.median("p999")),
                    number("%.2f ms", mine.median("max") / 1e6),
                    number("%.0f ns", mine.median("mean")),
                    ratio(mine, "p50"),
                    ratio(mine, "mean"),
                    number("%.1f B", mine.median("allocated")),
                    number("%.0f", mine.median("delivered")),
                    number("%.0f", mine.median("kept")),
                    number("%.0f", mine.median("perCpuSecond")))));
  }

  private String ratio(Figures mine, String figure) {
    return mine == of(UNTRACED)
        ? ""
        : number("%.2f", added(mine, figure) / added(of(OPEN_TELEMETRY), figure));
  }

  private double added(Figures mine, String figure) {
    return mine.median(figure) - of(UNTRACED).median(figure);
  }

  private Figures of(String name) {
    return Objects.requireNonNull(figures.get(name));
  }
}
