package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.missing.MissingFlows;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was sent and did not arrive. One thread. */
@Command(
    name = "missing",
    sortOptions = false,
    description = {
      "Shows which messages were sent and did not arrive, by edge and by message: sends without a"
          + " flow, flows that never completed, and messages that nobody handled.",
      ""
    },
    footer = {
      "",
      "A flow never completed when nobody completed the future that its send returned. The rest needs"
          + " reflow.events=data-flow,message-sent,message-received: sends without a flow the first"
          + " of the two, messages that were never received the second. What is still on its way when"
          + " the queue is read counts as missing.",
      "",
      "Examples:",
      "  missing orders",
      "  missing orders --since 1h --json"
    })
final class MissingCommand implements Callable<Integer> {

  /** More messages are counted, but not named. */
  private static final int MOST_MESSAGES = 200_000;

  private static final Shown PAGE = new Shown(20);

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
      names = {"-n", "--lines"},
      paramLabel = "N",
      converter = Shown.Converter.class,
      description = "Names the last N messages, or all. Without it: 20 on a terminal, else all.")
  private @Nullable Shown lines;

  @Option(names = "--json", description = "One JSON object a line for each edge and message.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  MissingCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    filter.prepare(surroundings);
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    QueueSource source = queues.one(queue);
    MissingFlows missing = new MissingFlows(MOST_MESSAGES);
    try (FlowScan scan = new FlowScan(source, filter, surroundings)) {
      scan.read(missing);
    }
    if (missing.edges().isEmpty()) {
      throw CommandException.nothingFound(nothing(missing) + source.directory() + filter.text());
    }
    MissingTable table = new MissingTable(surroundings);
    if (json) {
      table.printJson(missing);
    } else {
      table.print(missing, shown().count());
    }
    surroundings.terminal().flush();
    return ExitStatus.OK;
  }

  private static String nothing(MissingFlows missing) {
    if (missing.isEmpty()) {
      return "no event in ";
    }
    if (missing.hasSends() || missing.hasReceipts()) {
      return "nothing is missing in ";
    }
    return "every flow completed; sends without a flow and messages that nobody handled are known"
        + " with reflow.events=data-flow,message-sent,message-received alone, not in ";
  }

  private Shown shown() {
    if (lines != null) {
      return lines;
    }
    return surroundings.terminal().isInteractive() ? PAGE : Shown.ALL;
  }
}
