package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method that handles a message: what it sends is caused by that message.
 *
 * @param origin of the rule's {@code type}
 * @param builtIn shipped: a framework's or a convention
 * @param framework shipped for a framework
 * @param message the object that reaches the handler: what the connector's {@code carrier} was
 * @param actor the name of the actor that handles
 * @param ignoreActors globs; what an actor shown so sends is left out, {@link ActorNames}
 */
public record ReceiverRule(
    String name,
    Origin origin,
    boolean builtIn,
    boolean framework,
    TypePattern type,
    @Nullable TypePattern exceptType,
    List<MethodPattern> methods,
    Expression message,
    Expression actor,
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
