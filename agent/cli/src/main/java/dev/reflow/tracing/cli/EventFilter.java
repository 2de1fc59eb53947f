package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.predicate.Predicate;
import dev.reflow.tracing.analysis.predicate.PredicateException;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events a command is to see: {@code --since} and {@code --where}. One thread. */
final class EventFilter {

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.Converter.class,
      description = "Leaves out what started before: 30s, 5m, 2h, 1d ago, 18:30, 2026-01-31T18:30.")
  private @Nullable Since since;

  @Option(
      names = "--where",
      paramLabel = "PREDICATE",
      description =
          "Leaves out what the condition isn't true of. SQL over the columns of data_flow_events:"
              + " \"execution_time_ns > 10000000 AND destination_actor LIKE 'order%%'\".")
  private @Nullable String where;

  private final EventFlow flow = new EventFlow();
  private long sinceNs = Long.MIN_VALUE;
  private @Nullable Predicate predicate;

  /** Reads what the user wrote; ends the command when that cannot be understood. */
  void prepare(Surroundings surroundings) {
    if (since != null) {
      sinceNs = since.epochNs(surroundings.clock());
    }
    if (where != null) {
      try {
        predicate = Predicate.parse(where, surroundings.clock());
      } catch (PredicateException e) {
        throw CommandException.usage("--where: " + e.line());
      }
    }
  }

  boolean isWanted(EventView event) {
    Predicate condition = predicate;
    return event.startNs() >= sinceNs && (condition == null || condition.matches(flow.at(event)));
  }

  /** Whether exact numbers are of what is wanted: no condition chose among the flows. */
  boolean isCounted(EdgeCount count) {
    return predicate == null && count.untilNs() >= sinceNs;
  }

  boolean hasSince() {
    return since != null;
  }

  /** What it leaves, for a line that says that there is nothing: {@code since 5m where …}. */
  String text() {
    String time = since == null ? "" : " since " + since.text();
    return where == null ? time : time + " where " + Shortening.printable(where);
  }
}
