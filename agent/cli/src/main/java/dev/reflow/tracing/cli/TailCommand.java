package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a queue's events, or which queues there are. One thread. */
@Command(
    name = "tail",
    sortOptions = false,
    description = {
      "Shows a queue's events in the order in which they started, while it is being written or long"
          + " after. Without QUEUE it lists the queues there are.",
      ""
    },
    footer = {
      "",
      "A line says when the send began, from which actor.port to which, the message's type, its"
          + " size (~ when estimated), how long it took (> when it never completed), how many"
          + " messages were waiting, the message's id, and in red why it failed.",
      "",
      "Examples:",
      "  tail                            lists the queues",
      "  tail orders                     the last 20 events of the service orders",
      "  tail orders -f                  the last 20, then new ones as they come",
      "  tail orders --since 5m          everything of the last five minutes",
      "  tail orders --where \"execution_time_ns > 10000000\"   what took more than 10 ms",
      "  tail orders -n all | grep slow  everything, uncut, as plain text",
      "  tail orders --json | jq .       for machines: one event a line"
    })
final class TailCommand implements Callable<Integer> {

  private static final Shown LAST_PAGE = new Shown(20);

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUEUE",
      description =
          "A service's name, its queue's directory, or the directory of a single run in it.")
  private @Nullable String queue;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with new events as they come, also of the service's next runs.")
  private boolean follow;

  @Option(
      names = "--until-exit",
      description = "Follows until the traced process has ended and all its events were shown.")
  private boolean untilExit;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      converter = Shown.Converter.class,
      description =
          "Shows the last N events, or all. Without it: 20 on a terminal and with -f; all into a"
              + " pipe and with --since.")
  private @Nullable Shown lines;

  @Mixin private final EventFilter filter = new EventFilter();

  @Option(names = "--json", description = "One JSON object a line, as the file sink writes it.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  TailCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    filter.prepare(surroundings);
    Settings settings = configuration.require(surroundings);
    Queues queues = new Queues(settings, surroundings.workingDirectory());
    if (queue == null) {
      return list(Queues.below(queues.root()), queues.root().toString());
    }
    QueueSource source = queues.named(queue);
    if (source.runs().isEmpty()) {
      List<QueueSource> below = Queues.below(source.directory());
      if (!below.isEmpty()) {
        return list(below, source.directory().toString());
      }
      if (!isFollowing()) {
        throw queues.nothingAt(source);
      }
    }
    return json
        ? tail(source, new JsonForm(surroundings.terminal()))
        : tail(source, new LineForm(surroundings));
  }

  private int list(List<QueueSource> found, String where) {
    if (found.isEmpty()) {
      throw CommandException.nothingFound("no queue in " + where);
    }
    new QueueListing(surroundings).print(found, json);
    return ExitStatus.OK;
  }

  private <T extends Timed> int tail(QueueSource source, EventForm<T> form) {
    try (TailSession<T> session = new TailSession<>(source, form, filter, surroundings)) {
      long shown = session.showLast(shown());
      if (isFollowing()) {
        session.follow(untilExit);
        return ExitStatus.OK;
      }
      noteLeftOut(shown);
      if (shown == 0) {
        throw CommandException.nothingFound("no event in " + source.directory() + filter.text());
      }
      return ExitStatus.OK;
    }
  }

  private void noteLeftOut(long total) {
    int most = shown().count();
    if (surroundings.terminal().isInteractive() && most < total) {
      String events = Figures.counted(total, "event", "events");
      surroundings
          .terminal()
          .note("the last " + most + " of " + events + "; -n all shows every one");
    }
  }

  private boolean isFollowing() {
    return follow || untilExit;
  }

  private Shown shown() {
    if (lines != null) {
      return lines;
    }
    boolean page = !filter.hasSince() && (isFollowing() || surroundings.terminal().isInteractive());
    return page ? LAST_PAGE : Shown.ALL;
  }
}
