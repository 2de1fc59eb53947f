package dev.reflow.tracing.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows figures of each edge, or with {@code --overhead} those of tracing itself. One thread. */
@Command(
    name = "stats",
    sortOptions = false,
    description = {
      "Shows for each edge how many messages flowed, how fast, how large, how slow, and how many"
          + " failed; with --overhead what tracing costs and what became of the events.",
      ""
    },
    footer = {
      "",
      "RATE is over the time from the first flow to the last; with -f over the last second. MEAN,"
          + " P50, P99 and MAX are of the transfer times, P50 and P99 right to one percent. DEPTH"
          + " is the mean number of messages that waited at the receiver, and the most in"
          + " parentheses. Flows that sampling left out are counted in.",
      "",
      "Examples:",
      "  stats orders                    the busiest edges first",
      "  stats orders --sort p99 -n 5    the five slowest",
      "  stats orders --since 1h --where \"execution_time_ns > 10000000\"",
      "  stats orders -f                 again each second",
      "  stats orders --overhead         tracing's own figures",
      "  stats orders --overhead --json  for machines"
    })
final class StatsCommand implements Callable<Integer> {

  private static final long REFRESH_NS = TimeUnit.SECONDS.toNanos(1);
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUEUE",
      description =
          "A service's name, its queue's directory, or the directory of a single run in it; not"
              + " needed where there is one queue.")
  private @Nullable String queue;

  @Mixin private final EventFilter filter = new EventFilter();

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      defaultValue = "flows",
      description = "The largest first of: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private StatsOrder order = StatsOrder.flows;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      converter = Shown.Converter.class,
      description = "Shows the first N edges, or all. Without it: all.")
  private Shown lines = Shown.ALL;

  @Option(
      names = "--overhead",
      description = "Shows tracing's own figures, of the runs that live or else of the last one.")
  private boolean overhead;

  @Option(
      names = {"-f", "--follow"},
      description = "Shows it again each second.")
  private boolean follow;

  @Option(
      names = "--json",
      description = "One JSON object a line for each edge; with --overhead for each run.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  StatsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    QueueSource source = queues.one(queue);
    if (overhead) {
      OverheadReport report = new OverheadReport(source, surroundings, json);
      report.print();
      again(report::print);
      return ExitStatus.OK;
    }
    filter.prepare(surroundings);
    EdgePrinter printer = new EdgePrinter(order, lines, json, surroundings.terminal());
    try (EdgeReport report = new EdgeReport(source, filter, printer, surroundings)) {
      if (follow) {
        report.begin();
        again(report::printSince);
      } else {
        report.printOnce();
      }
    }
    return ExitStatus.OK;
  }

  private void again(Runnable print) {
    while (follow && pause()) {
      if (surroundings.terminal().isInteractive() && !json) {
        surroundings.terminal().out().print(CLEAR_SCREEN);
      }
      print.run();
    }
  }

  /** Returns whether to go on: until the thread is interrupted, as Ctrl-C ends the process. */
  private boolean pause() {
    long untilNs = System.nanoTime() + REFRESH_NS;
    while (System.nanoTime() < untilNs && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, untilNs - System.nanoTime());
    }
    return !Thread.currentThread().isInterrupted();
  }
}
