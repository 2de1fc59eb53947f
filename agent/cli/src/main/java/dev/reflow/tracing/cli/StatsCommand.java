package dev.reflow.tracing.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows figures: with {@code --overhead} those of tracing itself. One thread. */
@Command(
    name = "stats",
    sortOptions = false,
    description = {
      "Shows what tracing costs and what became of the events: how many were recorded, left out,"
          + " dropped and why, how far each sink is.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stats --overhead                the figures of the only queue there is",
      "  stats orders --overhead -f      again each second",
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

  @Option(
      names = "--overhead",
      description = "Shows tracing's own figures, of the runs that live or else of the last one.")
  private boolean overhead;

  @Option(
      names = {"-f", "--follow"},
      description = "Shows it again each second.")
  private boolean follow;

  @Option(names = "--json", description = "One JSON object a line for each run.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  StatsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    if (!overhead) {
      throw CommandException.usage("stats needs --overhead, the figures of tracing itself");
    }
    OverheadReport report = new OverheadReport(queues.one(queue), surroundings, json);
    report.print();
    while (follow && pause()) {
      if (surroundings.terminal().isInteractive() && !json) {
        surroundings.terminal().out().print(CLEAR_SCREEN);
      }
      report.print();
    }
    return ExitStatus.OK;
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
