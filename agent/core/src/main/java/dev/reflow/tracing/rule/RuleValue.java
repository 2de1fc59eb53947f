package dev.reflow.tracing.rule;

import java.util.List;
import java.util.Locale;

/**
 * One way to read the value of a rule's line. Immutable.
 *
 * <p>A switch and no lambdas: rules are read before the application's main, and each lambda of the
 * first ones costs the better part of a millisecond there.
 */
final class RuleValue<T> {

  private enum Kind {
    TYPES,
    METHODS,
    UNWRAPS,
    GLOBS,
    EXPRESSION,
    MESSAGE,
    ARGUMENT,
    TEXT,
    BOOL
  }

  static final RuleValue<TypePattern> TYPES = new RuleValue<>(Kind.TYPES);
  static final RuleValue<List<MethodPattern>> METHODS = new RuleValue<>(Kind.METHODS);
  static final RuleValue<List<Unwrap>> UNWRAPS = new RuleValue<>(Kind.UNWRAPS);
  static final RuleValue<List<String>> GLOBS = new RuleValue<>(Kind.GLOBS);
  static final RuleValue<Expression> EXPRESSION = new RuleValue<>(Kind.EXPRESSION);

  /** Advice passes a message as it comes, so there is one way to it and no choice. */
  static final RuleValue<Expression> MESSAGE = new RuleValue<>(Kind.MESSAGE);

  /** What a receiver gets is the object itself. */
  static final RuleValue<Expression> ARGUMENT = new RuleValue<>(Kind.ARGUMENT);

  static final RuleValue<String> TEXT = new RuleValue<>(Kind.TEXT);
  static final RuleValue<Boolean> BOOL = new RuleValue<>(Kind.BOOL);

  private final Kind kind;

  private RuleValue(Kind kind) {
    this.kind = kind;
  }

  @SuppressWarnings("unchecked") // each constant's type is what its kind gives
  T parse(String text) throws InvalidRuleException {
    return (T)
        switch (kind) {
          case TYPES -> PatternParser.types(text);
          case METHODS -> PatternParser.methods(text);
          case UNWRAPS -> PatternParser.unwraps(text);
          case GLOBS -> PatternParser.items(text);
          case EXPRESSION -> ExpressionParser.parse(text);
          case MESSAGE -> message(text);
          case ARGUMENT -> argument(text);
          case TEXT -> text(text);
          case BOOL -> bool(text);
        };
  }

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

  @Override
  public String toString() {
    return kind.toString();
  }
}
