package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method that sends, and how the facts of a send are read. Expressions that nobody gave are
 * {@link Expression#NONE}.
 *
 * @param origin of the rule's {@code type}
 * @param builtIn shipped: a framework's or a convention
 * @param framework shipped for a framework
 * @param protocol the event's {@code protocol}
 * @param endpointsVary endpoints are read at each send, not once for each connector
 * @param ignoreMessage sends of such (unwrapped) messages are left out
 * @param ignoreActors globs; sends from or to an actor shown so are left out, {@link ActorNames}
 * @param collapse globs for segments of actors' names, {@link ActorNames}
 * @param renames glob for actors' names to the name shown, {@link ActorNames}
 */
public record ConnectorRule(
    String name,
    Origin origin,
    boolean builtIn,
    boolean framework,
    TypePattern type,
    @Nullable TypePattern exceptType,
    List<MethodPattern> methods,
    Expression message,
    Expression fromActor,
    Expression fromPort,
    Expression toActor,
    Expression toPort,
    Expression messageId,
    Expression correlationId,
    Expression priority,
    Expression messageType,
    Expression size,
    Expression queueDepth,
    Expression carrier,
    String protocol,
    boolean endpointsVary,
    Map<String, Expression> attributes,
    List<Unwrap> unwrap,
    @Nullable TypePattern ignoreMessage,
    List<String> ignoreActors,
    List<String> collapse,
    Map<String, String> renames) {

  /** Whether the rule is for {@code type}. */
  public boolean matchesType(TypeFacts facts) {
    return type.matches(facts) && (exceptType == null || !exceptType.matches(facts));
  }

  /**
   * Whether the rule is for such a method: one of its patterns fits and the arguments its message
   * is read from exist.
   *
   * @param parameters names of the parameter types, as {@link Class#getTypeName()} gives
   */
  public boolean matchesMethod(String method, List<String> parameters) {
    return message.highestArgument() < parameters.size()
        && MethodPattern.any(methods, method, parameters);
  }

  /** The rule's way with actors' names. */
  public ActorNames actorNames() {
    return new ActorNames(ignoreActors, collapse, renames);
  }
}
