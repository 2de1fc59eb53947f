package dev.reflow.tracing.capture;

import dev.reflow.tracing.capture.EdgeTable.Route;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Root;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a rule's sends come from and go to: once for each connector as far as that holds for
 * every call, and for each call what differs. Any thread.
 */
final class Endpoints {

  private static final Root[] VARYING = {Root.ARGUMENT, Root.RETURN, Root.THREAD, Root.MESSAGE};
  private static final String DEFAULT_FROM_PORT = "out";
  private static final String DEFAULT_TO_PORT = "in";

  private final ConnectorRule rule;
  private final ActorNaming naming;
  private final ActorTable actors;
  private final EdgeTable edges;
  private final ExpressionReader from;
  private final ExpressionReader fromPort;
  private final ExpressionReader to;
  private final ExpressionReader toPort;
  private final ExpressionReader depth;
  private final boolean fromVaries;
  private final boolean toVaries;
  private final boolean portsVary;

  /** Whether two connectors of the rule may have other ports. */
  private final boolean portsDiffer;

  /** Routes by receiving actor, for a rule whose ports are the same for every call. */
  private final LongMap<Route> routes = new LongMap<>();

  Endpoints(ConnectorRule rule, Accessors accessors, ActorTable actors, EdgeTable edges) {
    this.rule = rule;
    this.naming = new ActorNaming(actors, accessors, rule.actorNames());
    this.actors = actors;
    this.edges = edges;
    this.from = new ExpressionReader(rule.fromActor(), accessors);
    this.fromPort = new ExpressionReader(rule.fromPort(), accessors);
    this.to = new ExpressionReader(rule.toActor(), accessors);
    this.toPort = new ExpressionReader(rule.toPort(), accessors);
    this.depth = new ExpressionReader(rule.queueDepth(), accessors);
    this.fromVaries = varies(from);
    this.toVaries = varies(to);
    this.portsDiffer = ofConnector(fromPort) || ofConnector(toPort);
    this.portsVary = varies(fromPort) || varies(toPort);
  }

  /**
   * Asks a connector for its endpoints.
   *
   * @param owner simple name of the connector's class, for a receiving actor that nothing else
   *     names
   */
  ConnectorState resolve(Call call, String owner, int retriesLeft) {
    ActorName context = call.context;
    // What the thread is handling now is not the connector's own and must not be remembered.
    call.context = null;
    ActorName fromActor = fromVaries ? null : naming.name(from.read(call));
    ActorName toActor = toVaries ? null : naming.name(to.read(call));
    Route route = toVaries || portsVary ? null : route(call, toActor, owner);
    call.context = context;
    Edge edge = fromActor == null || route == null ? null : edge(fromActor, route);
    boolean mayCome =
        (fromActor == null && asksSelf(from, call)) || (toActor == null && asksSelf(to, call));
    return new ConnectorState(
        this,
        fromActor,
        route,
        toActor != null,
        edge,
        call.self == null ? null : depth.where(Root.THIS, call.self.getClass()),
        mayCome ? retriesLeft : 0);
  }

  /**
   * Puts the edge of this call into {@code frame}; ignores the frame if the rule ignores an end.
   */
  void locate(ConnectorState state, ConnectorSite site, SendFrame frame) {
    Edge fixed = state.edge;
    if (fixed != null) {
      frame.setEdge(fixed, true, state.knownTo);
      return;
    }
    ActorName told = source(state, frame);
    ActorName source = told == null ? ActorName.EXTERNAL : told;
    Route route = state.route;
    boolean knownTo = state.knownTo;
    if (route == null) {
      ActorName target = naming.name(to.read(frame));
      knownTo = target != null;
      route = varyingRoute(frame, target, site);
    }
    if (source.isIgnored() || route.to().isIgnored()) {
      frame.setIgnored();
    } else {
      frame.setEdge(edges.edge(source, route), told != null, knownTo);
    }
  }

  private @Nullable ActorName source(ConnectorState state, Call call) {
    ActorName source = state.from;
    if (source == null && fromVaries) {
      source = naming.name(from.read(call));
    }
    return source == null ? call.context : source;
  }

  private Route varyingRoute(Call call, @Nullable ActorName target, ConnectorSite site) {
    if (target == null || portsVary || portsDiffer) {
      return route(call, target, site.ownerName(call));
    }
    Route known = routes.get(target.id());
    return known != null
        ? known
        : routes.putIfAbsent(target.id(), route(call, target, target.text()));
  }

  private Route route(Call call, @Nullable ActorName target, String owner) {
    ActorName to = target != null ? target : actors.of(owner);
    return edges.route(
        orElse(naming.text(fromPort.read(call)), DEFAULT_FROM_PORT),
        to,
        orElse(naming.text(toPort.read(call)), DEFAULT_TO_PORT),
        rule.protocol());
  }

  private @Nullable Edge edge(ActorName source, Route route) {
    boolean ignored = source.isIgnored() || route.to().isIgnored();
    return ignored ? null : edges.edge(source, route);
  }

  private boolean varies(ExpressionReader expression) {
    return rule.endpointsVary() || expression.rootedIn(VARYING) != null;
  }

  /** Whether the class has an accessor for the endpoint, so that a value may still come. */
  private static boolean asksSelf(ExpressionReader expression, Call call) {
    Object self = call.self;
    ExpressionReader own = expression.rootedIn(Root.THIS);
    return self != null && own != null && own.where(Root.THIS, self.getClass()) != null;
  }

  private static boolean ofConnector(ExpressionReader port) {
    return port.rootedIn(Root.THIS, Root.CLASS, Root.CONTEXT) != null;
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }
}
