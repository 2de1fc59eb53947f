package dev.reflow.tracing.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a rule of its lines; null when a line is missing or bad. No state. */
final class RuleBuilder {

  /** What rules of every origin take from the conventions when they do not say it. */
  static final List<String> MESSAGE_FACTS =
      List.of("message-id", "correlation-id", "priority", "message-type", "size");

  /** What a user's connector takes from them beyond that. */
  static final List<String> CONNECTOR_FACTS =
      List.of("message", "from-actor", "from-port", "to-actor", "to-port", "queue-depth");

  /** What a user's receiver takes from them. */
  static final List<String> RECEIVER_FACTS = List.of("message", "actor");

  private static final TypePattern NO_TYPE = new TypePattern("", List.of(), List.of(), List.of());

  private RuleBuilder() {}

  static @Nullable ConnectorRule connector(RuleLines lines) {
    Expression fromActor = expression(lines, "from-actor");
    Expression fromPort = expression(lines, "from-port");
    Expression toActor = expression(lines, "to-actor");
    Expression toPort = expression(lines, "to-port");
    boolean varies = fromActor.varies() || fromPort.varies() || toActor.varies() || toPort.varies();
    ConnectorRule rule =
        new ConnectorRule(
            lines.name(),
            lines.origin(),
            lines.shippedIn().isShipped(),
            lines.shippedIn().isFramework(),
            lines.require("type", RuleValue.TYPES, NO_TYPE),
            lines.readOrNull("except-type", RuleValue.TYPES),
            lines.require("method", RuleValue.METHODS, List.of()),
            lines.read("message", RuleValue.MESSAGE, Expression.NONE),
            fromActor,
            fromPort,
            toActor,
            toPort,
            expression(lines, "message-id"),
            expression(lines, "correlation-id"),
            expression(lines, "priority"),
            expression(lines, "message-type"),
            expression(lines, "size"),
            expression(lines, "queue-depth"),
            expression(lines, "carrier"),
            lines.read("protocol", RuleValue.TEXT, "memory_channel"),
            lines.read("endpoints-vary", RuleValue.BOOL, varies),
            lines.readNamed("attribute.", RuleValue.EXPRESSION),
            lines.read("unwrap", RuleValue.UNWRAPS, List.of()),
            lines.readOrNull("ignore-message", RuleValue.TYPES),
            lines.read("ignore-actor", RuleValue.GLOBS, List.of()),
            lines.read("collapse", RuleValue.GLOBS, List.of()),
            lines.readNamed("rename.", RuleValue.TEXT));
    return lines.isBad() ? null : rule;
  }

  static @Nullable ReceiverRule receiver(RuleLines lines) {
    ReceiverRule rule =
        new ReceiverRule(
            lines.name(),
            lines.origin(),
            lines.shippedIn().isShipped(),
            lines.shippedIn().isFramework(),
            lines.require("type", RuleValue.TYPES, NO_TYPE),
            lines.readOrNull("except-type", RuleValue.TYPES),
            lines.require("method", RuleValue.METHODS, List.of()),
            lines.read("message", RuleValue.ARGUMENT, Expression.NONE),
            expression(lines, "actor"),
            lines.read("ignore-actor", RuleValue.GLOBS, List.of()),
            lines.read("collapse", RuleValue.GLOBS, List.of()),
            lines.readNamed("rename.", RuleValue.TEXT));
    return lines.isBad() ? null : rule;
  }

  static @Nullable CarrierRule carrier(RuleLines lines) {
    CarrierRule rule =
        new CarrierRule(
            lines.name(),
            lines.origin(),
            lines.shippedIn().isShipped(),
            lines.shippedIn().isFramework(),
            lines.require("type", RuleValue.TYPES, NO_TYPE));
    return lines.isBad() ? null : rule;
  }

  private static Expression expression(RuleLines lines, String subKey) {
    return lines.read(subKey, RuleValue.EXPRESSION, Expression.NONE);
  }
}
