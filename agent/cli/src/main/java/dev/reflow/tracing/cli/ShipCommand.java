package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.runtime.Sinks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ships what processes that are gone left on their queues. One thread. */
@Command(
    name = "ship",
    sortOptions = false,
    description = {
      "Ships what a process that is gone left on its queue. It begins where the sink has the events"
          + " already, so it can be stopped and started again without loss; an event that is sent"
          + " twice has the same id both times.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 the sink has everything, 1 there is no queue, 3 the sink could not be reached"
          + " or a process still writes the queue.",
      "",
      "Examples:",
      "  ship orders                              to the sinks of the configuration",
      "  ship orders --sink file -D sink.file.path=orders.ndjson",
      "  ship orders --sink postgres -D sink.postgres.url=postgresql://db/tracing",
      "  ship orders -D server-url=wss://reflow.example.com --since 2h"
    })
final class ShipCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "QUEUE",
      description =
          "A service's name, its queue's directory, or the directory of a single run in it.")
  private String queue = "";

  @Option(
      names = "--sink",
      paramLabel = "SINK",
      split = ",",
      converter = SinkConverter.class,
      description =
          "One of those that reflow.sinks takes, several with commas; those of reflow.sinks when"
              + " not given.")
  private List<SinkKind> sinks = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.Converter.class,
      description =
          "Ships again what started since, whether the sink has it or not: 2h, 18:30,"
              + " 2026-01-31T18:30.")
  private @Nullable Since since;

  @Option(
      names = "--resume",
      description = "With --since: goes on where that was stopped, and does not begin anew.")
  private boolean resume;

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      defaultValue = "30s",
      converter = Span.Converter.class,
      description = "Gives up when the sink has taken nothing for so long. Default: 30s.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--remove",
      description = "Deletes a run that the sinks have acknowledged in full.")
  private boolean remove;

  @Option(names = "--json", description = "One JSON object for each run and sink.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  ShipCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
  }

  @Override
  public Integer call() {
    Settings settings = configuration.require(surroundings);
    List<SinkKind> kinds = sinks.isEmpty() ? Sinks.kinds(settings) : sinks;
    if (kinds.isEmpty()) {
      throw CommandException.usage("reflow.sinks is none: name a sink with --sink");
    }
    if (resume && since == null) {
      throw CommandException.usage("--resume goes with --since; without it ship resumes by itself");
    }
    Queues queues = new Queues(settings, surroundings.workingDirectory());
    List<RunDirectory> runs = queues.existingRuns(queue);
    int ended = 0;
    for (RunDirectory run : runs) {
      ended += ship(run, kinds, settings) ? 1 : 0;
    }
    return ended == 0 ? ExitStatus.FAILURE : ExitStatus.OK;
  }

  /** Ships a run to every sink; returns false where it belongs to a process that lives. */
  private boolean ship(RunDirectory run, List<SinkKind> kinds, Settings settings) {
    try (RunDirectory adopted = run.adopt()) {
      if (adopted == null) {
        terminal.error(taken(run));
        return false;
      }
      for (SinkKind kind : kinds) {
        ship(adopted, kind, settings);
      }
      if (remove) {
        adopted.deleteButLetters();
      }
      return true;
    } catch (IOException e) {
      throw CommandException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static String taken(RunDirectory run) {
    ProcessInfo process = run.processInfo();
    String who =
        process != null && ProcessHandle.of(process.pid()).isPresent()
            ? "process " + process.pid() + " is alive and ships it itself"
            : "another process ships it now";
    return run.path() + " is left alone: " + who;
  }

  private void ship(RunDirectory run, SinkKind kind, Settings settings) throws IOException {
    Log log = new Log(terminal.notes(), Log.Level.WARN);
    OptionalLong sinceNs =
        since == null ? OptionalLong.empty() : OptionalLong.of(since.epochNs(surroundings.clock()));
    try (Shipment shipment = new Shipment(run, kind, sinceNs, resume, settings, log)) {
      ShipProgress progress = new ShipProgress(terminal, shipment);
      awaitAll(shipment, progress);
      report(shipment, progress.elapsedNs());
    }
  }

  private void awaitAll(Shipment shipment, ShipProgress progress) {
    long done = 0;
    long doneNs = System.nanoTime();
    try {
      while (!shipment.step()) {
        progress.show();
        if (shipment.done() > done) {
          done = shipment.done();
          doneNs = System.nanoTime();
        }
        if (shipment.isHopeless() || System.nanoTime() - doneNs > timeout.toNanos()) {
          throw gaveUp(shipment);
        }
      }
      progress.show();
    } finally {
      terminal.endProgress();
    }
  }

  private static CommandException gaveUp(Shipment shipment) {
    long left = Math.max(0, shipment.total() - shipment.done());
    String why = shipment.trouble().isEmpty() ? "takes nothing" : shipment.trouble();
    return CommandException.failure(
        shipment.sinkName()
            + " sink: "
            + why
            + "; "
            + Figures.counted(left, "event stays", "events stay")
            + " in "
            + shipment.run().path()
            + (shipment.isResumable() ? "; go on with --resume" : ""));
  }

  private void report(Shipment shipment, long elapsedNs) {
    if (json) {
      JsonLine.print(
          terminal,
          object -> {
            object.writeStringProperty("run", shipment.run().path().toString());
            object.writeStringProperty("sink", shipment.sinkName());
            object.writeStringProperty("target", shipment.target());
            object.writeNumberProperty("shipped", shipment.done() - shipment.deadLettered());
            object.writeNumberProperty("dead_lettered", shipment.deadLettered());
          });
      return;
    }
    String run = String.valueOf(shipment.run().path().getFileName());
    terminal.line(
        shipment.done() == 0
            ? run + ": nothing left to ship to " + shipment.target()
            : run
                + ": "
                + Figures.counted(shipment.done() - shipment.deadLettered(), "event", "events")
                + " shipped to "
                + shipment.target()
                + " in "
                + Figures.duration(elapsedNs)
                + refused(shipment));
    terminal.flush();
  }

  private static String refused(Shipment shipment) {
    return shipment.deadLettered() == 0
        ? ""
        : ", "
            + Figures.counted(shipment.deadLettered(), "event", "events")
            + " refused and kept in its dead-letter file";
  }
}
