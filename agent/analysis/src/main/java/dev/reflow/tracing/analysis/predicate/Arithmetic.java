package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/**
 * A sum, difference, product or quotient, always of floating-point numbers: where one store divides
 * whole numbers to a whole number and another does not, both do this. A quotient of zero is NULL.
 */
record Arithmetic(Operator operator, Operand left, Operand right) implements Operand {

  enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  @Override
  public ColumnType type() {
    return ColumnType.DECIMAL;
  }

  @Override
  public @Nullable Object value(Row row) {
    if (left.value(row) instanceof Number one && right.value(row) instanceof Number other) {
      return result(one.doubleValue(), other.doubleValue());
    }
    return null;
  }

  private @Nullable Double result(double one, double other) {
    return switch (operator) {
      case PLUS -> one + other;
      case MINUS -> one - other;
      case TIMES -> one * other;
      case OVER -> other == 0 ? null : (Double) (one / other);
    };
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(CAST(").add(left).add(" AS DOUBLE PRECISION) ").add(operator.sign());
    if (operator == Operator.OVER) {
      sql.add(" NULLIF(CAST(").add(right).add(" AS DOUBLE PRECISION), 0))");
    } else {
      sql.add(" CAST(").add(right).add(" AS DOUBLE PRECISION))");
    }
  }
}
