package dev.reflow.tracing.cli;

import dev.reflow.tracing.queue.Damage;
import dev.reflow.tracing.queue.QueueVerifier;
import dev.reflow.tracing.queue.QueueVerifier.Report;
import dev.reflow.tracing.queue.RunDirectory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Reads every record of a queue and says what is damaged. One thread. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Reads every record of a queue and says what is damaged and where. A page that a process left"
          + " open when it was killed is no damage: its events are found and counted.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 everything can be read, 1 there is no queue, 3 something is damaged.",
      "",
      "Examples:",
      "  verify orders                   every run of the service orders",
      "  verify /tmp/reflow-me/orders --json"
    })
final class VerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "QUEUE",
      description =
          "A service's name, its queue's directory, or the directory of a single run in it.")
  private String queue = "";

  @Option(names = "--json", description = "One JSON object for each run.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.terminal = surroundings.terminal();
  }

  @Override
  public Integer call() {
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    int damages = 0;
    List<RunDirectory> runs = queues.existingRuns(queue);
    for (RunDirectory run : runs) {
      damages += verify(run);
    }
    return damages == 0 ? ExitStatus.OK : ExitStatus.FAILURE;
  }

  private int verify(RunDirectory run) {
    Report report = QueueVerifier.verify(run);
    if (json) {
      JsonLine.print(terminal, object -> write(object, run, report));
    } else {
      print(run, report);
    }
    return report.damages().size();
  }

  private void print(RunDirectory run, Report report) {
    boolean sound = report.damages().isEmpty();
    String verdict =
        sound
            ? terminal.paint(Tone.GREEN, "sound")
            : terminal.paint(
                Tone.RED, Figures.counted(report.damages().size(), "damage", "damages"));
    terminal.line(run.path() + ": " + verdict + ", " + figures(run, report));
    for (Damage damage : report.damages()) {
      terminal.line("  " + terminal.paint(Tone.RED, "✗") + " " + damage);
    }
    terminal.flush();
  }

  private static String figures(RunDirectory run, Report report) {
    return Figures.counted(report.files(), "file", "files")
        + ", "
        + Figures.counted(report.pages(), "page", "pages")
        + ", "
        + Figures.counted(report.events(), "event", "events")
        + ", "
        + Figures.bytes(DiskUse.of(run.path()))
        + openPages(run, report);
  }

  private static String openPages(RunDirectory run, Report report) {
    if (run.isAlive()) {
      return ", still being written";
    }
    return report.openPages() == 0
        ? ""
        : ", "
            + Figures.counted(report.openPages(), "page", "pages")
            + " left open by a process that was killed";
  }

  private static void write(JsonGenerator object, RunDirectory run, Report report) {
    object.writeStringProperty("run", run.path().toString());
    object.writeBooleanProperty("alive", run.isAlive());
    object.writeNumberProperty("files", report.files());
    object.writeNumberProperty("pages", report.pages());
    object.writeNumberProperty("events", report.events());
    object.writeNumberProperty("bytes", DiskUse.of(run.path()));
    object.writeNumberProperty("open_pages", report.openPages());
    object.writeArrayPropertyStart("damages");
    for (Damage damage : report.damages()) {
      object.writeStartObject();
      object.writeStringProperty("file", damage.file().toString());
      object.writeNumberProperty("offset", damage.offset());
      object.writeStringProperty("problem", damage.problem());
      object.writeEndObject();
    }
    object.writeEndArray();
  }
}
