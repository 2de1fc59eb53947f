package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.runtime.MetricsFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what the agents of a queue's runs say of themselves. One thread. */
final class OverheadReport {

  private static final int LABEL_WIDTH = 14;

  private final QueueSource source;
  private final Surroundings surroundings;
  private final Terminal terminal;
  private final boolean json;

  OverheadReport(QueueSource source, Surroundings surroundings, boolean json) {
    this.source = source;
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
    this.json = json;
  }

  /** The figures as they are now, of the runs that live, else of the last one that has any. */
  void print() {
    List<RunDirectory> runs = source.runs();
    List<RunDirectory> alive = runs.stream().filter(RunDirectory::isAlive).toList();
    int shown = 0;
    for (RunDirectory run : alive) {
      shown += print(run, shown) ? 1 : 0;
    }
    for (int i = runs.size() - 1; i >= 0 && shown == 0; i--) {
      shown += print(runs.get(i), 0) ? 1 : 0;
    }
    terminal.flush();
    if (shown == 0) {
      throw CommandException.nothingFound(
          "no run in " + source.directory() + " has figures yet; a traced program writes them");
    }
  }

  /** Returns whether there was anything to print. */
  private boolean print(RunDirectory run, int before) {
    try {
      Metrics metrics = MetricsFile.read(run.path());
      if (json) {
        printJson(run, metrics);
      } else {
        if (before > 0) {
          terminal.line("");
        }
        printText(run, metrics);
      }
      return true;
    } catch (NoSuchFileException none) {
      return false;
    } catch (IOException unreadable) {
      throw CommandException.failure(String.valueOf(unreadable.getMessage()));
    }
  }

  private void printJson(RunDirectory run, Metrics metrics) {
    JsonLine.print(
        terminal,
        object -> {
          object.writeStringProperty("run", run.path().toString());
          object.writeBooleanProperty("alive", run.isAlive());
          MetricsFile.write(object, metrics);
        });
  }

  private void printText(RunDirectory run, Metrics metrics) {
    terminal.line(terminal.paint(Tone.BOLD, run.path() + " (" + state(run, metrics) + ")"));
    figure("events/s", Figures.roughCount(metrics.eventsPerSecond()), Tone.PLAIN);
    figure("latency", milliseconds(metrics.avgLatencyMs()), Tone.PLAIN);
    figure("memory", megabytes(metrics.memoryUsageMb()), Tone.PLAIN);
    figure("on disk", Figures.bytes(metrics.bytesOnDisk()), Tone.PLAIN);
    figure("recorded", Figures.count(metrics.recorded()), Tone.PLAIN);
    figure("sampled out", Figures.count(metrics.sampledOut()), Tone.PLAIN);
    long dropped = metrics.dropped();
    figure("dropped", Figures.count(dropped), dropped > 0 ? Tone.RED : Tone.PLAIN);
    for (Fate fate : Fate.values()) {
      if (fate.isDrop() && metrics.of(fate) > 0) {
        figure("", Figures.count(metrics.of(fate)) + " " + fate.text(), Tone.RED);
      }
    }
    long expired = metrics.of(Fate.EXPIRED);
    figure("expired", Figures.count(expired), expired > 0 ? Tone.RED : Tone.PLAIN);
    if (metrics.causesForgotten() > 0) {
      figure("no cause", Figures.count(metrics.causesForgotten()) + " forgotten", Tone.RED);
    }
    printSinks(metrics.sinks());
    printStripes(metrics.stripes());
  }

  private String state(RunDirectory run, Metrics metrics) {
    ProcessInfo process = run.processInfo();
    String who = process == null ? "" : process.service() + ", process " + process.pid() + ", ";
    String alive = run.isAlive() ? "alive" : "ended";
    long ageNs = surroundings.nowNs() - metrics.timeMs() * 1_000_000L;
    return who + alive + ", last change " + Figures.ago(ageNs);
  }

  private void figure(String label, String value, Tone tone) {
    String padded = Shortening.padRight(label, LABEL_WIDTH);
    terminal.line("  " + terminal.paint(Tone.DIM, padded) + terminal.paint(tone, value));
  }

  private void printSinks(List<SinkMetrics> sinks) {
    if (sinks.isEmpty()) {
      figure("sinks", "none: events stay on the queue", Tone.PLAIN);
      return;
    }
    terminal.line("");
    List<TextTable.Heading> headings = new ArrayList<>();
    headings.add(TextTable.Heading.text("SINK", Tone.PLAIN, Columns.WHOLE));
    for (String title :
        List.of(
            "SHIPPED", "REFUSED", "EXPIRED", "EARLIER", "RETRIED", "WAITING", "LAG", "LATENCY")) {
      headings.add(TextTable.Heading.number(title));
    }
    TextTable table = new TextTable(terminal, headings);
    for (SinkMetrics sink : sinks) {
      table.add(
          List.of(
              sink.sink(),
              Figures.count(sink.shipped()),
              Figures.count(sink.deadLettered()),
              Figures.count(sink.expired()),
              Figures.count(sink.earlier()),
              Figures.count(sink.retried()),
              Figures.count(sink.lagEvents()),
              Figures.duration(Math.round(sink.lagSeconds() * 1e9)),
              milliseconds(sink.avgLatencyMs())));
    }
    table.print();
  }

  private void printStripes(List<StripeMetrics> stripes) {
    terminal.line("");
    TextTable table =
        new TextTable(
            terminal,
            List.of(
                TextTable.Heading.number("STRIPE"),
                TextTable.Heading.number("RECORDED"),
                TextTable.Heading.number("ON DISK")));
    for (StripeMetrics stripe : stripes) {
      if (stripe.recorded() > 0) {
        table.add(
            List.of(
                Integer.toString(stripe.stripe()),
                Figures.count(stripe.recorded()),
                Figures.bytes(stripe.bytesOnDisk())));
      }
    }
    table.print();
  }

  private static String milliseconds(double ms) {
    return ms == 0 ? "-" : Figures.duration(Math.round(ms * 1e6));
  }

  private static String megabytes(double mb) {
    return String.format(Locale.ROOT, "%.1f MiB", mb);
  }
}
