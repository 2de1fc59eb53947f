package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.Nullable;

/**
 * What LOWER, UPPER and LENGTH make of a text; of characters, as stores count them. Immutable.
 *
 * <p>Which letters have another case is for each store another question, in PostgreSQL for each
 * database: so the letters are listed here, and stores are told to exchange those.
 */
record TextFunction(Kind kind, Operand argument) implements Operand {

  static final String CAPITAL = letters('A', 'Z') + letters('À', 'Ö') + letters('Ø', 'Þ');
  static final String SMALL = letters('a', 'z') + letters('à', 'ö') + letters('ø', 'þ');

  private static String letters(char first, char last) {
    StringBuilder letters = new StringBuilder();
    for (char letter = first; letter <= last; letter++) {
      letters.append(letter);
    }
    return letters.toString();
  }

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
      case LOWER -> mapped(text, CAPITAL, SMALL);
      case UPPER -> mapped(text, SMALL, CAPITAL);
      case LENGTH -> (long) text.codePointCount(0, text.length());
    };
  }

  /** What is no letter, not even a character, is left as it is. */
  static int lower(int point) {
    int at = CAPITAL.indexOf(point);
    return at < 0 ? point : SMALL.charAt(at);
  }

  /** Letters of {@code from} become those of {@code to} that stand in the same place. */
  private static String mapped(String text, String from, String to) {
    StringBuilder mapped = new StringBuilder(text);
    for (int i = 0; i < mapped.length(); i++) {
      int at = from.indexOf(mapped.charAt(i));
      if (at >= 0) {
        mapped.setCharAt(i, to.charAt(at));
      }
    }
    return mapped.toString();
  }

  @Override
  public void render(SqlText sql) {
    switch (kind) {
      case LOWER -> translate(sql, CAPITAL, SMALL);
      case UPPER -> translate(sql, SMALL, CAPITAL);
      case LENGTH -> sql.add("LENGTH(").add(argument).add(")");
    }
  }

  private void translate(SqlText sql, String from, String to) {
    sql.add("TRANSLATE(").add(argument).add(", '" + from + "', '" + to + "')");
  }
}
