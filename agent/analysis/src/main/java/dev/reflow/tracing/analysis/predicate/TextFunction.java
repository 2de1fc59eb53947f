package dev.reflow.tracing.analysis.predicate;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What LOWER, UPPER and LENGTH make of a text; of characters, as stores count them. Immutable. */
record TextFunction(Kind kind, Operand argument) implements Operand {

  enum Kind {
    LOWER,
    UPPER,
    LENGTH
  }

  @Override
  public ColumnType type() {
    return kind == Kind.LENGTH ? ColumnType.INTEGER : ColumnType.TEXT;
  }

  @Override
  public @Nullable Object value(Row row) {
    return argument.value(row) instanceof String text ? of(kind, text) : null;
  }

  static Object of(Kind kind, String text) {
    return switch (kind) {
      case LOWER -> mapped(text, Character::toLowerCase);
      case UPPER -> mapped(text, Character::toUpperCase);
      case LENGTH -> (long) text.codePointCount(0, text.length());
    };
  }

  /** Character by character, as stores do it: {@code ß} stays one in the upper case too. */
  private static String mapped(String text, IntUnaryOperator map) {
    return text.codePoints()
        .map(map)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public void render(SqlText sql) {
    sql.add(kind + "(").add(argument).add(")");
  }
}
