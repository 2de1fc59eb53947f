package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What of a call a rule's expressions read: advice passes that and no more.
 *
 * @param messageArgument the argument that the message expression begins with, or -1
 * @param otherArguments every other argument that an expression reads
 * @param result whether an expression reads what the call returned
 */
record ArgumentUse(int messageArgument, List<Integer> otherArguments, boolean result) {

  static ArgumentUse of(ConnectorRule rule) {
    List<Expression> expressions =
        new ArrayList<>(
            List.of(
                rule.fromActor(),
                rule.fromPort(),
                rule.toActor(),
                rule.toPort(),
                rule.messageId(),
                rule.correlationId(),
                rule.priority(),
                rule.messageType(),
                rule.size(),
                rule.queueDepth(),
                rule.carrier()));
    expressions.addAll(rule.attributes().values());
    return of(rule.message(), expressions);
  }

  static ArgumentUse of(ReceiverRule rule) {
    return of(rule.message(), List.of(rule.actor()));
  }

  /** How many arguments beside the message's are read of a method with so many parameters. */
  int othersOf(int parameters) {
    return (int) otherArguments.stream().filter(argument -> argument < parameters).count();
  }

  /** The only such argument; -1 where there is none or more than one. */
  int onlyOtherOf(int parameters) {
    return othersOf(parameters) != 1
        ? -1
        : otherArguments.stream().filter(argument -> argument < parameters).findFirst().orElse(-1);
  }

  private static ArgumentUse of(Expression message, Collection<Expression> others) {
    List<Path> paths = new ArrayList<>(message.alternatives());
    int messageArgument =
        paths.stream()
            .filter(path -> path.root() == Root.ARGUMENT)
            .mapToInt(Path::argument)
            .findFirst()
            .orElse(-1);
    others.forEach(expression -> paths.addAll(expression.alternatives()));
    List<Integer> otherArguments =
        paths.stream()
            .filter(path -> path.root() == Root.ARGUMENT)
            .map(Path::argument)
            .filter(argument -> argument != messageArgument)
            .distinct()
            .toList();
    boolean result = paths.stream().anyMatch(path -> path.root() == Root.RETURN);
    return new ArgumentUse(messageArgument, otherArguments, result);
  }
}
