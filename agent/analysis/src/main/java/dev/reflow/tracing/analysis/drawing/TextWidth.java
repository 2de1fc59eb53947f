package dev.reflow.tracing.analysis.drawing;

/**
 * How wide a text is about, in a font without serifs: a browser's fonts are not known here. Rather
 * too wide than too narrow. Stateless; any thread.
 */
final class TextWidth {

  /** How much wider bold text is. */
  static final double BOLD = 1.1;

  private static final char ELLIPSIS = '…';

  private TextWidth() {}

  /** Pixels that {@code text} takes at {@code fontSize}. */
  static double of(String text, double fontSize) {
    return text.codePoints().mapToDouble(TextWidth::ems).sum() * fontSize;
  }

  private static double ems(int point) {
    if (point >= 0x1100) {
      return point >= 0x2000 && point < 0x2E80 ? 0.8 : 1.05;
    }
    if ("ijl.,:;'|!tfrI()[]{} -`/\\".indexOf(point) >= 0) {
      return 0.38;
    }
    if ("mwMW@%—".indexOf(point) >= 0) {
      return 0.92;
    }
    return Character.isUpperCase(point) || point == '_' ? 0.69 : 0.59;
  }

  /** Cuts the middle out of a text that is longer than {@code characters}. */
  static String cut(String text, int characters) {
    int length = text.codePointCount(0, text.length());
    if (length <= characters) {
      return text;
    }
    int head = (characters - 1) / 2;
    int tail = characters - 1 - head;
    return text.substring(0, text.offsetByCodePoints(0, head))
        + ELLIPSIS
        + text.substring(text.offsetByCodePoints(text.length(), -tail));
  }
}
