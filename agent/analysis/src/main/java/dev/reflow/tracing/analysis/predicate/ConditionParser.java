package dev.reflow.tracing.analysis.predicate;

import dev.reflow.tracing.analysis.predicate.Comparison.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;

/** Makes a condition of a user's text, and refuses what is not in the list below. */
final class ConditionParser {

  private static final Map<Class<?>, Operator> OPERATORS =
      Map.of(
          EqualsTo.class, Operator.EQUAL,
          NotEqualsTo.class, Operator.NOT_EQUAL,
          MinorThan.class, Operator.LESS,
          MinorThanEquals.class, Operator.AT_MOST,
          GreaterThan.class, Operator.GREATER,
          GreaterThanEquals.class, Operator.AT_LEAST);

  private final OperandParser operands;

  ConditionParser(OperandParser operands) {
    this.operands = operands;
  }

  Condition parse(String text) throws PredicateException {
    return condition(SqlSyntax.expression(text));
  }

  private Condition condition(Expression expression) throws PredicateException {
    if (expression instanceof AndExpression and) {
      return new Junction(
          true, condition(and.getLeftExpression()), condition(and.getRightExpression()));
    }
    if (expression instanceof OrExpression or) {
      return new Junction(
          false, condition(or.getLeftExpression()), condition(or.getRightExpression()));
    }
    if (expression instanceof NotExpression not && !not.isExclamationMark()) {
      return new Negation(condition(not.getExpression()));
    }
    if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return condition(list.get(0));
    }
    if (expression instanceof BooleanValue truth) {
      return new Always(Truth.of(truth.getValue()));
    }
    return simple(expression);
  }

  private Condition simple(Expression expression) throws PredicateException {
    if (expression instanceof IsNullExpression test) {
      Operand operand = operands.operand(test.getLeftExpression());
      return negated(test.isNot(), folded(new NullTest(operand), operand.isConstant()));
    }
    if (expression instanceof Between between) {
      return between(between);
    }
    if (expression instanceof InExpression in) {
      return in(in);
    }
    if (expression instanceof LikeExpression like) {
      return like(like);
    }
    Operator operator = OPERATORS.get(expression.getClass());
    if (operator != null && expression instanceof BinaryExpression binary) {
      return comparison(
          operator,
          operands.operand(binary.getLeftExpression()),
          operands.operand(binary.getRightExpression()));
    }
    Operand operand = operands.operand(expression);
    throw new PredicateException(
        "a condition is wanted, as in error IS NOT NULL; " + operand.label());
  }

  private Condition between(Between between) throws PredicateException {
    Operand operand = operands.operand(between.getLeftExpression());
    Operand low = operands.operand(between.getBetweenExpressionStart());
    Operand high = operands.operand(between.getBetweenExpressionEnd());
    Condition within =
        new Junction(
            true,
            comparison(Operator.AT_LEAST, operand, low),
            comparison(Operator.AT_MOST, operand, high));
    return negated(between.isNot(), within);
  }

  private Condition in(InExpression in) throws PredicateException {
    if (!(in.getRightExpression() instanceof ParenthesedExpressionList<?> list)) {
      throw Refusal.of(in.getRightExpression());
    }
    Operand operand = operands.operand(in.getLeftExpression());
    List<Operand> elements = new ArrayList<>();
    boolean isConstant = operand.isConstant();
    for (Expression element : list) {
      Operand one = alike(operand, operands.operand(element));
      elements.add(one);
      isConstant &= one.isConstant();
    }
    return negated(in.isNot(), folded(new Membership(operand, List.copyOf(elements)), isConstant));
  }

  private Condition like(LikeExpression like) throws PredicateException {
    boolean anyCase = like.getLikeKeyWord() == LikeExpression.KeyWord.ILIKE;
    if (!anyCase && like.getLikeKeyWord() != LikeExpression.KeyWord.LIKE) {
      throw Refusal.of(like);
    }
    Operand operand = operands.operand(like.getLeftExpression());
    if (operand.type() != ColumnType.TEXT) {
      throw new PredicateException("LIKE is for texts; " + operand.label());
    }
    if (!(operands.operand(like.getRightExpression()) instanceof Literal literal)
        || !(literal.constant() instanceof String text)) {
      throw new PredicateException("LIKE takes a text in quotes, as in LIKE 'order%'");
    }
    LikePattern wanted = LikePattern.parse(text, escape(like));
    Operand looked = anyCase ? new TextFunction(TextFunction.Kind.LOWER, operand) : operand;
    Likeness likeness = new Likeness(looked, anyCase ? wanted.lower() : wanted);
    return negated(like.isNot(), folded(likeness, operand.isConstant()));
  }

  private static int escape(LikeExpression like) throws PredicateException {
    if (like.getEscape() == null) {
      return -1;
    }
    if (like.getEscape() instanceof StringValue text
        && text.getNotExcapedValue().codePointCount(0, text.getNotExcapedValue().length()) == 1) {
      return text.getNotExcapedValue().codePointAt(0);
    }
    throw new PredicateException("ESCAPE takes one character, as in ESCAPE '!'");
  }

  private Condition comparison(Operator operator, Operand left, Operand right)
      throws PredicateException {
    Operand other = alike(left, right);
    Operand one = alike(right, left);
    return folded(new Comparison(operator, one, other), one.isConstant() && other.isConstant());
  }

  /** {@code operand} as something that can be compared with {@code other}. */
  private Operand alike(Operand other, Operand operand) throws PredicateException {
    if (isNull(operand) || isNull(other)) {
      return operand;
    }
    if (other.type() == ColumnType.TIME
        && operand instanceof Literal literal
        && literal.constant() instanceof String text) {
      return operands.time(text);
    }
    boolean isTimeText = operand.type() == ColumnType.TIME && other instanceof Literal;
    if (!operand.type().isComparableWith(other.type())
        && !(isTimeText && other.type() == ColumnType.TEXT)) {
      throw new PredicateException("not to be compared: " + other.label() + ", " + operand.label());
    }
    return operand;
  }

  private static boolean isNull(Operand operand) {
    return operand instanceof Literal literal && literal.isNull();
  }

  private static Condition negated(boolean not, Condition condition) {
    return not ? new Negation(condition) : condition;
  }

  /** Stores cannot tell the type of a parameter that is compared with another. */
  private static Condition folded(Condition condition, boolean isConstant) {
    return isConstant ? new Always(condition.test(NoRow.INSTANCE)) : condition;
  }
}
