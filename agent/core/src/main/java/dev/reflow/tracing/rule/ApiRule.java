package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule for flows that the application records itself: as if there were a method that sends,
 * whose arguments are message, from-actor, from-port, to-actor and to-port. Messages are read as
 * the conventions say.
 */
public final class ApiRule {

  private static final String IN_MEMORY = "memory_channel";

  private ApiRule() {}

  /** {@code conventions} may be switched off: then messages have no facts but class and size. */
  public static ConnectorRule of(@Nullable ConnectorRule conventions) {
    Expression none = Expression.NONE;
    return new ConnectorRule(
        "api",
        Origin.DEFAULT,
        true,
        false,
        new TypePattern("", List.of(), List.of(), List.of()),
        null,
        List.of(),
        new Expression("arg0", List.of(argument(0))),
        new Expression("arg1 | context", List.of(argument(1), context())),
        new Expression("arg2", List.of(argument(2))),
        new Expression("arg3", List.of(argument(3))),
        new Expression("arg4", List.of(argument(4))),
        conventions == null ? none : conventions.messageId(),
        conventions == null ? none : conventions.correlationId(),
        conventions == null ? none : conventions.priority(),
        conventions == null ? none : conventions.messageType(),
        conventions == null ? none : conventions.size(),
        none,
        none,
        IN_MEMORY,
        true,
        Map.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        Map.of());
  }

  private static Path argument(int number) {
    return new Path(Root.ARGUMENT, number, null, List.of(), -1);
  }

  private static Path context() {
    return new Path(Root.CONTEXT, -1, null, List.of(), -1);
  }
}
