package dev.reflow.tracing.analysis.predicate;

import dev.reflow.tracing.analysis.predicate.Arithmetic.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import org.jspecify.annotations.Nullable;

/** Makes operands of what the parser read. What has no column in it is worked out at once. */
final class OperandParser {

  private static final Map<Class<?>, Operator> OPERATORS =
      Map.of(
          Addition.class, Operator.PLUS,
          Subtraction.class, Operator.MINUS,
          Multiplication.class, Operator.TIMES,
          Division.class, Operator.OVER);

  private static final String TABLE = "data_flow_events";
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1e30);

  private final TimeLiterals times;

  OperandParser(Clock clock) {
    this.times = new TimeLiterals(clock);
  }

  Operand operand(Expression expression) throws PredicateException {
    if (expression instanceof net.sf.jsqlparser.schema.Column column) {
      return column(column);
    }
    if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return operand(list.get(0));
    }
    if (expression instanceof SignedExpression signed) {
      return signed(signed);
    }
    if (expression instanceof BinaryExpression binary) {
      Operator operator = OPERATORS.get(binary.getClass());
      if (operator != null) {
        return binary(operator, binary);
      }
    }
    if (expression instanceof Function function) {
      return function(function);
    }
    if (expression instanceof JsonExpression json) {
      return attribute(json);
    }
    Literal literal = literal(expression);
    if (literal != null) {
      return literal;
    }
    throw Refusal.of(expression);
  }

  /** The time that {@code text} says. */
  Literal time(String text) throws PredicateException {
    return Literal.time(times.time(text));
  }

  private @Nullable Literal literal(Expression expression) throws PredicateException {
    if (expression instanceof StringValue text && text.getPrefix() == null) {
      return Literal.text(text.getNotExcapedValue());
    }
    if (expression instanceof LongValue || expression instanceof DoubleValue) {
      return number(expression.toString());
    }
    if (expression instanceof NullValue) {
      return Literal.NULL;
    }
    if (expression instanceof DateTimeLiteralExpression literal) {
      return time(literal.getValue().replace("'", ""));
    }
    if (expression instanceof TimeKeyExpression key
        && key.getStringValue().toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP")) {
      return Literal.time(times.now());
    }
    return null;
  }

  private static Literal number(String text) throws PredicateException {
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.abs().compareTo(LARGEST) > 0) {
        throw new PredicateException(text + " is too large a number");
      }
      boolean isWhole = text.chars().allMatch(Character::isDigit);
      BigInteger whole = number.toBigInteger();
      return Literal.number(
          isWhole && whole.bitLength() < Long.SIZE
              ? (Object) whole.longValue()
              : (Object) number.doubleValue());
    } catch (NumberFormatException e) {
      throw new PredicateException(text + " is not a number");
    }
  }

  private static Operand column(net.sf.jsqlparser.schema.Column column) throws PredicateException {
    String name = column.getColumnName().replace("\"", "");
    String table = column.getTable() == null ? "" : column.getTable().getFullyQualifiedName();
    if (!table.isEmpty() && !table.equalsIgnoreCase(TABLE)) {
      throw new PredicateException(
          column.getFullyQualifiedName() + ": there is one table, " + TABLE);
    }
    if (name.equalsIgnoreCase("attributes")) {
      throw new PredicateException(
          "of attributes one is compared, as in (attributes->>'region') = 'eu'");
    }
    return new ColumnOperand(Column.named(name).orElseThrow(() -> Refusal.unknownColumn(name)));
  }

  private static Operand attribute(JsonExpression json) throws PredicateException {
    if (json.getExpression() instanceof net.sf.jsqlparser.schema.Column column
        && column.getColumnName().replace("\"", "").equalsIgnoreCase("attributes")
        && json.getIdentList().size() == 1
        && json.getIdentList().get(0).getKey() instanceof StringValue key
        && "->>".equals(json.getIdentList().get(0).getValue())) {
      return new AttributeOperand(key.getNotExcapedValue());
    }
    throw new PredicateException(
        "an attribute is written in parentheses: (attributes->>'region') = 'eu'");
  }

  private Operand signed(SignedExpression signed) throws PredicateException {
    Operand operand = operand(signed.getExpression());
    requireNumber(operand);
    if (signed.getSign() == '+') {
      return operand;
    }
    if (signed.getSign() != '-') {
      throw Refusal.of(signed);
    }
    if (operand instanceof Literal literal && literal.constant() instanceof Long whole) {
      return Literal.number(-whole);
    }
    return folded(new Arithmetic(Operator.MINUS, Literal.number(0L), operand));
  }

  private Operand binary(Operator operator, BinaryExpression binary) throws PredicateException {
    Operand left = operand(binary.getLeftExpression());
    if (binary.getRightExpression() instanceof IntervalExpression interval) {
      return shifted(operator, left, interval);
    }
    Operand right = operand(binary.getRightExpression());
    requireNumber(left);
    requireNumber(right);
    return folded(new Arithmetic(operator, left, right));
  }

  private static Operand folded(Arithmetic arithmetic) {
    boolean isConstant = arithmetic.left().isConstant() && arithmetic.right().isConstant();
    return isConstant ? Literal.number(arithmetic.value(NoRow.INSTANCE)) : arithmetic;
  }

  private Operand shifted(Operator operator, Operand time, IntervalExpression interval)
      throws PredicateException {
    if (!(time instanceof Literal literal) || !(literal.constant() instanceof Long micros)) {
      throw new PredicateException(
          "an interval is added to or taken from NOW() or a time, as in timestamp > NOW() -"
              + " INTERVAL '1 hour'");
    }
    if (literal.type() != ColumnType.TIME
        || (operator != Operator.PLUS && operator != Operator.MINUS)) {
      throw Refusal.of(interval);
    }
    String amount = interval.toString().replaceFirst("(?i)^interval", "").replace("'", "");
    long span = TimeLiterals.span(amount.trim());
    return Literal.time(TimeLiterals.shifted(micros, operator == Operator.PLUS ? span : -span));
  }

  private Operand function(Function function) throws PredicateException {
    String name = function.getName().toUpperCase(Locale.ROOT);
    int arguments = function.getParameters() == null ? 0 : function.getParameters().size();
    if (name.equals("NOW") && arguments == 0) {
      return Literal.time(times.now());
    }
    for (TextFunction.Kind kind : TextFunction.Kind.values()) {
      if (kind.name().equals(name) && arguments == 1) {
        return textFunction(kind, operand(function.getParameters().get(0)));
      }
    }
    throw Refusal.of(function);
  }

  private static Operand textFunction(TextFunction.Kind kind, Operand argument)
      throws PredicateException {
    if (argument.type() != ColumnType.TEXT) {
      throw new PredicateException(kind + " takes a text; " + argument.label());
    }
    if (argument instanceof Literal literal) {
      if (!(literal.constant() instanceof String text)) {
        return Literal.NULL;
      }
      Object result = TextFunction.of(kind, text);
      return result instanceof String changed ? Literal.text(changed) : Literal.number(result);
    }
    return new TextFunction(kind, argument);
  }

  private static void requireNumber(Operand operand) throws PredicateException {
    boolean isNull = operand instanceof Literal literal && literal.isNull();
    if (!operand.type().isNumber() && !isNull) {
      throw new PredicateException("one calculates with numbers; " + operand.label());
    }
  }
}
