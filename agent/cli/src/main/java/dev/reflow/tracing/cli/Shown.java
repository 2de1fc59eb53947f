package dev.reflow.tracing.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many events to show.
 *
 * @param count of the last ones; {@link Integer#MAX_VALUE} for all
 */
record Shown(int count) {

  static final Shown ALL = new Shown(Integer.MAX_VALUE);

  boolean isAll() {
    return count == ALL.count;
  }

  /** Takes a whole number or {@code all}. */
  static final class Converter implements ITypeConverter<Shown> {
    @Override
    public Shown convert(String text) {
      if (text.equals("all")) {
        return ALL;
      }
      if (text.matches("\\d{1,8}")) {
        return new Shown(Integer.parseInt(text));
      }
      throw new TypeConversionException("\"" + text + "\" is neither a whole number nor \"all\"");
    }
  }
}
