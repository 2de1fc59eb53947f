package dev.reflow.tracing.analysis.predicate;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.statement.select.Select;

/** Says why something that SQL knows is no part of a predicate. Stateless; any thread. */
final class Refusal {

  private static final int LONGEST = 60;

  private Refusal() {}

  static PredicateException of(Expression expression) {
    if (expression instanceof Select || expression instanceof ExistsExpression) {
      return new PredicateException("a predicate has no subquery: " + shown(expression));
    }
    if (expression instanceof Function function) {
      return new PredicateException(
          function.getName() + " is no function here; there are NOW, LOWER, UPPER and LENGTH");
    }
    if (expression instanceof JdbcParameter || expression instanceof JdbcNamedParameter) {
      return new PredicateException("a predicate has no parameters: " + shown(expression));
    }
    return new PredicateException("a predicate has nothing like " + shown(expression));
  }

  static PredicateException unknownColumn(String name) {
    String meant =
        Spelling.nearest(name, Column.names()).map(it -> ", did you mean " + it + "?").orElse("");
    return new PredicateException(
        "unknown column "
            + shown(name)
            + meant
            + (meant.isEmpty() ? "; " : " ")
            + "there are "
            + String.join(", ", Column.names())
            + " and (attributes->>'KEY')");
  }

  private static String shown(Object text) {
    String line = text.toString().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
