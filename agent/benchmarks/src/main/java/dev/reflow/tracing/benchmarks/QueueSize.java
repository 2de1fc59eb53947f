package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.List;

/**
 * What an event takes on disk: everything in the run's directory, divided by the events. Used is up
 * to the last byte of each file that is not zero, headers, dictionary and index in it; allocated is
 * what the file system has given to the files, room prepared for later events in it.
 */
final class QueueSize implements Measurement {

  private static final String EVENTS = "4000000";

  private final Setting setting;

  QueueSize(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Verdicts run() throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "event", "events", "used", "an event", "allocated", "an event", "file lengths"));
    double plainBytes = measure(table, "plain", "plain");
    measure(table, "with a message id", "ids");
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.RECORD_BYTES, plainBytes);
    return verdicts;
  }

  private double measure(MarkdownTable table, String name, String messages)
      throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "size")) {
      List<String> program = List.of("com.example.load.BurstLoad", EVENTS, messages);
      ReflowLoad load = new ReflowLoad(setting);
      double events = load.toQueue(directory.path(), List.of(), program).kept();
      DiskUse use = DiskUse.of(Setting.queue(directory.path()));
      table.row(
          List.of(
              name,
              number("%.0f", events),
              number("%.1f MiB", use.usedBytes() / 1048576.0),
              number("%.1f B", use.usedBytes() / events),
              number("%.1f MiB", use.allocatedBytes() / 1048576.0),
              number("%.1f B", use.allocatedBytes() / events),
              number("%.1f MiB", use.lengthBytes() / 1048576.0)));
      return use.usedBytes() / events;
    }
  }
}
