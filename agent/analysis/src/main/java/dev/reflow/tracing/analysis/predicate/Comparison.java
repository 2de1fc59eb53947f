package dev.reflow.tracing.analysis.predicate;

/** Two operands compared. Immutable. */
record Comparison(Operator operator, Operand left, Operand right) implements Condition {

  enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean isTrue(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  @Override
  public Truth test(Row row) {
    Object one = left.value(row);
    Object other = right.value(row);
    return one == null || other == null
        ? Truth.UNKNOWN
        : Truth.of(operator.isTrue(Values.compare(one, other)));
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(").add(left).add(" " + operator.sign() + " ").add(right);
    // Without, PostgreSQL orders as its locale has it. Equality is the same in all of them.
    boolean isOrder = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
    boolean isText = left.type() == ColumnType.TEXT && right.type() == ColumnType.TEXT;
    boolean isNull = right instanceof Literal literal && literal.isNull();
    sql.add(isOrder && isText && !isNull ? " COLLATE \"C\")" : ")");
  }
}
