package dev.reflow.tracing.analysis.predicate;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;

/** Reads SQL's grammar. Stateless; any thread. */
final class SqlSyntax {

  /** The parser looks far ahead and calls itself: what nobody writes by hand is not tried. */
  private static final int LONGEST = 10_000;

  private static final int DEEPEST = 30;

  private SqlSyntax() {}

  static Expression expression(String text) throws PredicateException {
    checkSize(text);
    try {
      CCJSqlParser parser = new CCJSqlParser(text).withAllowComplexParsing(true);
      Expression expression = parser.Expression();
      Token next = parser.getNextToken();
      if (next.kind != CCJSqlParserConstants.EOF) {
        throw unexpected(next);
      }
      return expression;
    } catch (ParseException e) {
      Token last = e.currentToken;
      throw last == null ? new PredicateException("no condition") : unexpected(last.next);
    } catch (TokenMgrException e) {
      throw new PredicateException(
          "broken: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (StackOverflowError e) {
      throw new PredicateException("too deep");
    } catch (RuntimeException e) {
      // Faults of the parser's own, all found by fuzzing: a name of dots alone, a cast of ~.
      throw new PredicateException("not understood: " + shown(e));
    }
  }

  private static void checkSize(String text) throws PredicateException {
    if (text.isBlank()) {
      throw new PredicateException("no condition");
    }
    if (text.length() > LONGEST) {
      throw new PredicateException("longer than " + LONGEST + " characters");
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth > DEEPEST) {
        throw new PredicateException("more than " + DEEPEST + " parentheses in each other");
      }
    }
  }

  private static String shown(RuntimeException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e instanceof ClassCastException ? "an operator that is not SQL's" : line;
  }

  private static PredicateException unexpected(Token token) {
    return token == null || token.kind == CCJSqlParserConstants.EOF
        ? new PredicateException("something is missing at the end")
        : new PredicateException(
            "not understood at character " + token.beginColumn + ": " + token.image);
  }
}
