package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.drawing.LineageDrawing;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.lineage.LineageSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a message came from and what it led to. One thread. */
@Command(
    name = "lineage",
    sortOptions = false,
    description = {
      "Shows where a message came from and what it led to: each flow below the one that caused it.",
      ""
    },
    footer = {
      "",
      "AT is when the send began, counted from the first of them; TOOK from there to its"
          + " completion. GAP is the time from the completion of the flow above to this one's start;"
          + " \"within\" where it was sent before that. ◀ marks what was asked for.",
      "",
      "Examples:",
      "  lineage orders msg_12345                 the whole path of a message",
      "  lineage orders msg_12345 -o path.svg     the same as a drawing",
      "  lineage orders 0190163d-8694-739b-aea5-966c26f8ad91"
    })
final class LineageCommand implements Callable<Integer> {

  private static final int MOST_FLOWS = 200_000;

  private final Surroundings surroundings;

  @Parameters(
      arity = "1..2",
      paramLabel = "[QUEUE] ID",
      hideParamSyntax = true,
      description =
          "A service's name or its queue's directory, not needed where there is one queue; then a"
              + " message's id or an event's.")
  private List<String> arguments = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.svg",
      description = "Writes a drawing.")
  private @Nullable Path output;

  @Option(names = "--json", description = "One JSON object a line for each flow.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  LineageCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    OutputFile file = output == null ? null : new OutputFile(output);
    if (file != null) {
      file.requireExtension("svg");
    }
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    String id = arguments.get(arguments.size() - 1);
    boolean isAlone = arguments.size() == 1;
    if (isAlone && !queues.named(id).runs().isEmpty()) {
      throw CommandException.usage(
          "\""
              + Shortening.printable(id)
              + "\" is a queue: name a message's id or an event's, too");
    }
    QueueSource source = queues.one(isAlone ? null : arguments.get(0));
    Lineage lineage = search(source, id);
    String title = Shortening.printable(id);
    if (file != null) {
      file.write(LineageDrawing.of(lineage, source.name() + " · " + title), surroundings);
    } else {
      show(lineage, title);
    }
    return ExitStatus.OK;
  }

  private Lineage search(QueueSource source, String id) {
    LineageSearch search = new LineageSearch(id, MOST_FLOWS);
    try (FlowScan scan = new FlowScan(source, new EventFilter(), surroundings)) {
      scan.read(search.seeds());
    }
    if (!search.isFound()) {
      throw CommandException.nothingFound(
          "no message and no event \"" + Shortening.printable(id) + "\" in " + source.directory());
    }
    try (FlowScan scan = new FlowScan(source, new EventFilter(), surroundings)) {
      scan.read(search.family());
    }
    return search.lineage();
  }

  private void show(Lineage lineage, String title) {
    LineageTable table = new LineageTable(surroundings);
    if (json) {
      table.printJson(lineage);
    } else {
      table.print(lineage, title);
    }
    surroundings.terminal().flush();
    if (lineage.leftOut() > 0) {
      surroundings
          .terminal()
          .note(
              Figures.counted(lineage.leftOut(), "flow", "flows") + " more were too many to show");
    }
  }
}
