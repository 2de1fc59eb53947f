package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Spelling;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses {@link Expression}s. One use, one thread.
 *
 * <pre>
 * EXPRESSION = PATH { "|" PATH }
 * PATH       = ROOT STEPS | "once(" ROOT STEPS ")" STEPS
 * ROOT       = this | argN | return | class | thread | context | message | "text"
 * STEPS      = { "." name [ "()" ] }
 * </pre>
 */
final class ExpressionParser {

  private static final List<String> ROOTS =
      List.of("this", "arg0", "return", "class", "thread", "context", "message");
  private static final String ALLOWED =
      "expected this, argN, return, class, thread, context, message, once(...) or a \"text\" in"
          + " quotes";
  private static final int MAX_DIGITS = 3;
  private static final int MAX_ARGUMENT = 254; // the JVM's limit on parameters, less one

  private final String text;
  private int at;

  private ExpressionParser(String text) {
    this.text = text;
  }

  static Expression parse(String text) throws InvalidRuleException {
    return new ExpressionParser(text).expression();
  }

  private Expression expression() throws InvalidRuleException {
    List<Path> alternatives = new ArrayList<>();
    do {
      alternatives.add(path());
    } while (skip('|'));
    skipBlanks();
    if (at < text.length()) {
      throw problem("goes on with '" + text.charAt(at) + "' where \".\", \"|\" or the end must be");
    }
    return new Expression(text, alternatives);
  }

  private Path path() throws InvalidRuleException {
    skipBlanks();
    if (skip('"')) {
      return literal();
    }
    int begin = at;
    String name = name();
    if (!name.equals("once") || !skip('(')) {
      return steps(root(name), -1);
    }
    skipBlanks();
    Path inner = steps(root(name()), -1);
    if (!skip(')')) {
      throw problem(
          "has a \"(\" that is not closed, expected once("
              + text.substring(begin + "once(".length(), at).trim()
              + ")");
    }
    return steps(inner, inner.steps().size());
  }

  private Path literal() throws InvalidRuleException {
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw problem("has a text without a closing quote");
    }
    String literal = text.substring(at, end);
    at = end + 1;
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '.') {
      throw problem("has a step after a text; only an object has steps");
    }
    return new Path(Root.LITERAL, -1, literal, List.of(), -1);
  }

  private Path root(String name) throws InvalidRuleException {
    return switch (name) {
      case "this" -> rooted(Root.THIS, -1);
      case "return" -> rooted(Root.RETURN, -1);
      case "class" -> rooted(Root.CLASS, -1);
      case "thread" -> rooted(Root.THREAD, -1);
      case "context" -> rooted(Root.CONTEXT, -1);
      case "message" -> rooted(Root.MESSAGE, -1);
      case "" ->
          throw problem(at < text.length() || at == 0 ? ALLOWED : "ends too early, " + ALLOWED);
      default -> rooted(Root.ARGUMENT, argument(name));
    };
  }

  private static Path rooted(Root root, int argument) {
    return new Path(root, argument, null, List.of(), -1);
  }

  private int argument(String name) throws InvalidRuleException {
    String digits = name.startsWith("arg") ? name.substring("arg".length()) : "";
    try {
      int argument = digits.length() > MAX_DIGITS ? -1 : Integer.parseUnsignedInt(digits);
      if (argument >= 0 && argument <= MAX_ARGUMENT && digits.equals(String.valueOf(argument))) {
        return argument;
      }
    } catch (NumberFormatException e) {
      // said below, with what is allowed
    }
    String nearest = Spelling.didYouMean(name, ROOTS);
    String hint = nearest.isEmpty() ? ", " + ALLOWED : nearest;
    throw problem("begins with " + name + hint);
  }

  private Path steps(Path start, int onceSteps) throws InvalidRuleException {
    List<Step> steps = new ArrayList<>(start.steps());
    while (skip('.')) {
      if (start.root() == Root.CONTEXT) {
        throw problem("has a step after context, which is a name; only an object has steps");
      }
      skipBlanks();
      String name = name();
      if (name.isEmpty()) {
        throw problem("has no name after a \".\"");
      }
      steps.add(new Step(name, brackets()));
    }
    return new Path(start.root(), start.argument(), null, steps, onceSteps);
  }

  private boolean brackets() throws InvalidRuleException {
    if (!skip('(')) {
      return false;
    }
    String before = text.substring(0, at);
    if (skip(')')) {
      return true;
    }
    if (text.indexOf(')', at) < 0) {
      throw problem("has a \"(\" that is not closed, expected " + before.trim() + ")");
    }
    throw problem("calls a method with an argument, expected " + before.trim() + ")");
  }

  private String name() {
    int begin = at;
    if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))) {
      do {
        at++;
      } while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at)));
    }
    return text.substring(begin, at);
  }

  private boolean skip(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private InvalidRuleException problem(String problem) {
    return InvalidRuleException.of(text, problem);
  }
}
