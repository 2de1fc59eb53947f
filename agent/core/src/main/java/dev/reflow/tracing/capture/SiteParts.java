package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Unwrap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sites of one agent share: tables, and for each rule its readers, so that ten methods
 * woven by one rule read a message class once. Any thread; for weaving, not for each send.
 */
final class SiteParts {

  /** The field that holds a connector's state in its class. */
  static final String STATE_FIELD = "reflow$state";

  /** The field that holds the context a carrier was made in. */
  static final String ORIGIN_FIELD = "reflow$origin";

  private static final String CONVENTIONS = "conventions";

  final NameTable names = new NameTable();
  final ActorTable actors = new ActorTable();
  final EdgeTable edges = new EdgeTable();
  final SpanReaders spans = new SpanReaders(names);
  final Accessors accessors;
  final StateField stateField;
  final StateField originField;
  private final Map<String, MessageShapes> shapes = new ConcurrentHashMap<>();
  private final Map<String, Endpoints> endpoints = new ConcurrentHashMap<>();
  private final Map<String, ConnectorStates> states = new ConcurrentHashMap<>();

  private volatile List<ConnectorRule> rules = List.of();

  SiteParts(ModuleOpener opener, Accessor.Failures failures) {
    this.accessors = new Accessors(opener, failures);
    this.stateField = new StateField(opener, STATE_FIELD);
    this.originField = new StateField(opener, ORIGIN_FIELD);
  }

  /** The rules by which receivers know their messages. */
  void setRules(List<ConnectorRule> connectors) {
    rules = List.copyOf(connectors);
  }

  /** The connectors' rule of the same name, else the conventions; null where there is neither. */
  @Nullable ConnectorRule connectorBeside(ReceiverRule receiver) {
    ConnectorRule found = null;
    for (ConnectorRule rule : rules) {
      if (rule.name().equals(receiver.name())) {
        return rule;
      }
      found = rule.name().equals(CONVENTIONS) ? rule : found;
    }
    return found;
  }

  /** The conventions for connectors; null where they are switched off. */
  @Nullable ConnectorRule conventions() {
    for (ConnectorRule rule : rules) {
      if (rule.name().equals(CONVENTIONS)) {
        return rule;
      }
    }
    return null;
  }

  MessageShapes shapes(ConnectorRule rule) {
    return shapes.computeIfAbsent(rule.name(), name -> new MessageShapes(rule, accessors, names));
  }

  Endpoints endpoints(ConnectorRule rule) {
    return endpoints.computeIfAbsent(
        rule.name(), name -> new Endpoints(rule, accessors, actors, edges));
  }

  ConnectorStates states(ConnectorRule rule) {
    return states.computeIfAbsent(rule.name(), name -> new ConnectorStates());
  }

  MessageReader message(Expression message, List<Unwrap> unwraps) {
    return new MessageReader(message.alternatives().get(0), unwraps, accessors);
  }

  ExpressionReader reader(Expression expression) {
    return new ExpressionReader(expression, accessors);
  }
}
