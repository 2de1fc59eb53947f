package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What shipping takes of memory: {@code ship} of a queue that a program left, in a JVM of its own
 * that gives no more than 44 MiB of heap and 16 MiB of buffers outside of it. A sink that needed
 * more would fail.
 */
final class ShipMemory implements Measurement {

  private static final int EVENTS = 2_000_000;

  private final Setting setting;
  private final int rounds;
  private final String sink;
  private final Contest contest = new Contest();

  /** Only to sinks whose name begins with {@code sink}. */
  ShipMemory(Setting setting, int rounds, String sink) {
    this.setting = setting;
    this.rounds = rounds;
    this.sink = sink;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    Verdicts verdicts = new Verdicts();
    List<SinkTarget> targets;
    try (SinkTargets all = SinkTargets.named(setting, sink)) {
      targets = all.all();
      for (int round = 0; round < rounds; round++) {
        for (SinkTarget target : targets) {
          ship(target);
        }
      }
    }
    print();
    verdicts.add(Bar.SHIP_GARBAGE, worstGarbage(targets));
    return verdicts;
  }

  /** Of those that something is asked of. */
  private double worstGarbage(List<SinkTarget> targets) {
    return targets.stream()
        .filter(target -> target.bar().isPresent())
        .mapToDouble(target -> contest.median(target.name(), "garbage"))
        .max()
        .orElse(Double.NaN);
  }

  private void ship(SinkTarget target) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "ship")) {
      Path path = directory.path();
      String events = Integer.toString(Math.min(EVENTS, target.sends()));
      new ReflowLoad(setting)
          .toQueue(path, List.of(), List.of("com.example.load.BurstLoad", events, "ids"));
      Path log = path.resolve("gc.txt");
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("-Xms44m", "-Xmx44m", "-XX:MaxDirectMemorySize=16m"));
      arguments.addAll(List.of("-XX:+UseG1GC", "-Xlog:gc*:file=" + log));
      arguments.addAll(target.options(path));
      arguments.addAll(List.of("-jar", setting.reflowAgent().normalize().toString()));
      arguments.addAll(List.of("ship", Setting.queue(path).toString()));
      target.takeEvents(path);
      ChildJvm.Outcome outcome = new ChildJvm(path, 10).run(arguments);
      long shipped = target.takeEvents(path);
      HeapLog heap = HeapLog.of(Files.readAllLines(log));
      contest.add(
          target.name(),
          String.format(
              Locale.ROOT,
              "shipped=%d peakMib=%d liveMib=%d garbage=%.1f residentMib=%d cpuMs=%d wallMs=%d",
              shipped,
              heap.peak(),
              heap.live(),
              heap.allocated() * 1048576.0 / shipped,
              outcome.peakMemoryKib() / 1024,
              outcome.cpuMs(),
              outcome.wallMs()));
    }
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "ship to",
                "shipped",
                "garbage an event",
                "heap, most in use",
                "after a collection, most",
                "process, most resident",
                "CPU time",
                "from launch to exit"));
    for (String name : contest.names()) {
      table.row(
          List.of(
              name,
              number("%.0f", contest.fewest(name, "shipped")),
              number("%.0f B", contest.median(name, "garbage")),
              number("%.0f MiB", contest.most(name, "peakMib")),
              number("%.0f MiB", contest.most(name, "liveMib")),
              number("%.0f MiB", contest.most(name, "residentMib")),
              number("%.1f s", contest.median(name, "cpuMs") / 1e3),
              number("%.1f s", contest.median(name, "wallMs") / 1e3)));
    }
  }
}
