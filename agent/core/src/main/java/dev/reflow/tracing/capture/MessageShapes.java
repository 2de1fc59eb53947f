package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.Root;
import dev.reflow.tracing.rule.TypePattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link MessageShape} of each message class under one rule. Lives with the class. Any thread.
 */
final class MessageShapes extends ClassValue<MessageShape> {

  private final @Nullable TypePattern ignored;
  private final NameTable names;
  private final ExpressionReader type;
  private final ExpressionReader size;
  private final ExpressionReader messageId;
  private final ExpressionReader correlationId;
  private final ExpressionReader priority;

  MessageShapes(ConnectorRule rule, Accessors accessors, NameTable names) {
    this.ignored = rule.ignoreMessage();
    this.names = names;
    this.type = reader(rule, rule.messageType(), accessors);
    this.size = reader(rule, rule.size(), accessors);
    this.messageId = reader(rule, rule.messageId(), accessors);
    this.correlationId = reader(rule, rule.correlationId(), accessors);
    this.priority = reader(rule, rule.priority(), accessors);
  }

  /** Whether a fact is read from something else of a call than {@code roots}. */
  boolean usesOtherThan(Root... roots) {
    return Stream.of(type, size, messageId, correlationId, priority)
        .anyMatch(fact -> fact.usesOtherThan(roots));
  }

  @Override
  protected MessageShape computeValue(Class<?> message) {
    if (ignored != null && ignored.matches(new LoadedType(message))) {
      return MessageShape.IGNORED;
    }
    return new MessageShape(
        message,
        className(message),
        MessageFact.of(type, message),
        MessageFact.of(size, message),
        MessageFact.of(messageId, message),
        MessageFact.of(correlationId, message),
        MessageFact.of(priority, message),
        ShallowSize.of(message));
  }

  private Name className(Class<?> message) {
    return names.of(ActorNaming.simpleName(message));
  }

  private static ExpressionReader reader(
      ConnectorRule rule, Expression expression, Accessors accessors) {
    return new ExpressionReader(fromMessage(rule, expression), accessors);
  }

  /** The same, rooted in the message where the rule says the argument that is the message. */
  private static Expression fromMessage(ConnectorRule rule, Expression expression) {
    Path message = rule.message().alternatives().get(0);
    if (message.root() != Root.ARGUMENT || !message.steps().isEmpty() || !rule.unwrap().isEmpty()) {
      return expression;
    }
    return new Expression(
        expression.source(),
        expression.alternatives().stream().map(path -> fromMessage(message, path)).toList());
  }

  private static Path fromMessage(Path message, Path path) {
    return path.root() == Root.ARGUMENT && path.argument() == message.argument()
        ? new Path(Root.MESSAGE, -1, null, path.steps(), path.onceSteps())
        : path;
  }
}
