package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Root;
import dev.reflow.tracing.rule.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver's message is read: as the connectors of the same rule read it, so that an event at
 * the receiver has the same type and message id as the one at the sender. Any thread.
 */
final class ReceivedMessage {

  private final @Nullable MessageReader reader;
  private final @Nullable MessageReader carried;
  private final @Nullable MessageShapes shapes;
  private final SiteParts parts;
  private final LongMap<Edge> edges = new LongMap<>();

  /** {@code connector} is the rule of the same name; null where there is none. */
  ReceivedMessage(SiteParts parts, ReceiverRule rule, @Nullable ConnectorRule connector) {
    this.parts = parts;
    Path given = rule.message().alternatives().get(0);
    this.reader =
        given.root() == Root.ARGUMENT ? new MessageReader(given, List.of(), parts.accessors) : null;
    this.carried = connector == null ? null : carried(connector, parts);
    this.shapes = connector == null ? null : parts.shapes(connector);
  }

  /** From what a receiver gets, which is the carrier where there is one, to the message. */
  private static MessageReader carried(ConnectorRule connector, SiteParts parts) {
    Path message = connector.message().alternatives().get(0);
    List<Path> carriers = connector.carrier().alternatives();
    Path carrier = carriers.isEmpty() ? null : carriers.get(0);
    boolean isInside =
        carrier != null
            && carrier.root() == message.root()
            && carrier.argument() == message.argument()
            && carrier.steps().isEmpty();
    List<Step> steps = isInside ? message.steps() : List.of();
    Path inside = new Path(Root.ARGUMENT, 0, null, steps, -1);
    return new MessageReader(inside, connector.unwrap(), parts.accessors);
  }

  /** The message behind the argument of a handler; null where there is none. */
  @Nullable Object read(@Nullable Object argument) {
    Object given = reader == null || argument == null ? argument : reader.read(argument);
    return carried == null || given == null ? given : carried.read(given);
  }

  /** How to read the facts of {@code message}; null where nothing says so. */
  @Nullable MessageShape shape(Object message) {
    return shapes == null ? null : shapes.get(message.getClass());
  }

  /** The edge to {@code actor} from a sender that is not known. */
  Edge edgeTo(ActorName actor) {
    Edge known = edges.get(actor.id());
    if (known != null) {
      return known;
    }
    EdgeTable.Route route = parts.edges.route("out", actor, "in", Edge.IN_MEMORY);
    return edges.putIfAbsent(actor.id(), parts.edges.edge(ActorName.EXTERNAL, route));
  }
}
