package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.Root;
import dev.reflow.tracing.rule.TypePattern;
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
    this.type = reader(rule.messageType(), accessors);
    this.size = reader(rule.size(), accessors);
    this.messageId = reader(rule.messageId(), accessors);
    this.correlationId = reader(rule.correlationId(), accessors);
    this.priority = reader(rule.priority(), accessors);
  }

  @Override
  protected MessageShape computeValue(Class<?> message) {
    if (ignored != null && ignored.matches(new LoadedType(message))) {
      return MessageShape.IGNORED;
    }
    return new MessageShape(
        className(message),
        type.where(Root.MESSAGE, message),
        size.where(Root.MESSAGE, message),
        messageId.where(Root.MESSAGE, message),
        correlationId.where(Root.MESSAGE, message),
        priority.where(Root.MESSAGE, message),
        ShallowSize.of(message));
  }

  private Name className(Class<?> message) {
    return names.of(ActorNaming.simpleName(message));
  }

  private static ExpressionReader reader(Expression expression, Accessors accessors) {
    return new ExpressionReader(expression, accessors);
  }
}
