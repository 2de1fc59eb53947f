package dev.reflow.tracing.rule;

import java.util.List;
import java.util.Locale;
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
            lines.require("type", PatternParser::types, NO_TYPE),
            lines.readOrNull("except-type", PatternParser::types),
            lines.require("method", PatternParser::methods, List.of()),
            lines.read("message", RuleBuilder::message, Expression.NONE),
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
            lines.read("protocol", RuleBuilder::text, "memory_channel"),
            lines.read("endpoints-vary", RuleBuilder::bool, varies),
            lines.readNamed("attribute.", ExpressionParser::parse),
            lines.read("unwrap", PatternParser::unwraps, List.of()),
            lines.readOrNull("ignore-message", PatternParser::types),
            lines.read("ignore-actor", PatternParser::items, List.of()),
            lines.read("collapse", PatternParser::items, List.of()),
            lines.readNamed("rename.", RuleBuilder::text));
    return lines.isBad() ? null : rule;
  }

  static @Nullable ReceiverRule receiver(RuleLines lines) {
    ReceiverRule rule =
        new ReceiverRule(
            lines.name(),
            lines.origin(),
            lines.shippedIn().isShipped(),
            lines.shippedIn().isFramework(),
            lines.require("type", PatternParser::types, NO_TYPE),
            lines.readOrNull("except-type", PatternParser::types),
            lines.require("method", PatternParser::methods, List.of()),
            lines.read("message", RuleBuilder::argument, Expression.NONE),
            expression(lines, "actor"),
            lines.read("ignore-actor", PatternParser::items, List.of()),
            lines.read("collapse", PatternParser::items, List.of()),
            lines.readNamed("rename.", RuleBuilder::text));
    return lines.isBad() ? null : rule;
  }

  static @Nullable CarrierRule carrier(RuleLines lines) {
    CarrierRule rule =
        new CarrierRule(
            lines.name(),
            lines.origin(),
            lines.shippedIn().isShipped(),
            lines.shippedIn().isFramework(),
            lines.require("type", PatternParser::types, NO_TYPE));
    return lines.isBad() ? null : rule;
  }

  private static Expression expression(RuleLines lines, String subKey) {
    return lines.read(subKey, ExpressionParser::parse, Expression.NONE);
  }

  /** Advice passes a message as it comes, so there is one way to it and no choice. */
  private static Expression message(String text) throws InvalidRuleException {
    Expression expression = ExpressionParser.parse(text);
    Path path = expression.alternatives().get(0);
    boolean passed = path.root() == Root.ARGUMENT || path.root() == Root.RETURN;
    if (!passed || expression.alternatives().size() > 1 || path.onceSteps() >= 0) {
      throw InvalidRuleException.of(
          text, "is no message, expected argN or return and steps from it, such as arg0.body()");
    }
    return expression;
  }

  /** What a receiver gets is the object itself. */
  private static Expression argument(String text) throws InvalidRuleException {
    Expression expression = ExpressionParser.parse(text);
    Path path = expression.alternatives().get(0);
    if (expression.alternatives().size() > 1
        || path.root() != Root.ARGUMENT
        || !path.steps().isEmpty()) {
      throw InvalidRuleException.of(text, "is not an argument of the method, expected argN");
    }
    return expression;
  }

  private static String text(String text) throws InvalidRuleException {
    if (text.isBlank()) {
      throw InvalidRuleException.of(text, "is empty");
    }
    return text;
  }

  private static boolean bool(String text) throws InvalidRuleException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw InvalidRuleException.of(text, "is not true or false");
    };
  }
}
