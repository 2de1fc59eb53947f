package dev.reflow.tracing.analysis.drawing;

import java.util.Locale;

/**
 * An SVG document while it is written. Every text that goes in is escaped here. Not thread-safe.
 */
final class Svg {

  private final StringBuilder text = new StringBuilder(1 << 14);

  Svg(double width, double height, String title, String style) {
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(number(width));
    text.append("\" height=\"").append(number(height)).append("\" viewBox=\"0 0 ");
    text.append(number(width)).append(' ').append(number(height)).append("\" role=\"img\">\n");
    text.append("<title>").append(escaped(title)).append("</title>\n");
    text.append("<style>").append(style).append("</style>\n");
    rect(0, 0, width, height, 0, "page");
  }

  /** Begins a group of {@code cssClass} that shows {@code hint} where the pointer rests on it. */
  Svg group(String cssClass, String hint) {
    text.append("<g class=\"").append(cssClass).append("\"><title>").append(escaped(hint));
    text.append("</title>\n");
    return this;
  }

  Svg endGroup() {
    text.append("</g>\n");
    return this;
  }

  Svg rect(double x, double y, double width, double height, double radius, String cssClass) {
    text.append("<rect class=\"").append(cssClass).append("\" x=\"").append(number(x));
    text.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
    text.append("\" height=\"").append(number(height)).append("\" rx=\"").append(number(radius));
    text.append("\"/>\n");
    return this;
  }

  Svg circle(double x, double y, double radius, String cssClass) {
    text.append("<circle class=\"").append(cssClass).append("\" cx=\"").append(number(x));
    text.append("\" cy=\"").append(number(y)).append("\" r=\"").append(number(radius));
    text.append("\"/>\n");
    return this;
  }

  /** A path of {@code commands}; a width of 0 leaves it to the class. */
  Svg path(String commands, double strokeWidth, String cssClass) {
    text.append("<path class=\"").append(cssClass).append("\" d=\"").append(commands).append('"');
    if (strokeWidth > 0) {
      text.append(" stroke-width=\"").append(number(strokeWidth)).append('"');
    }
    text.append("/>\n");
    return this;
  }

  /** A line of text; {@code y} is its base line. */
  Svg text(double x, double y, String cssClass, String content) {
    text.append("<text class=\"").append(cssClass).append("\" x=\"").append(number(x));
    text.append("\" y=\"").append(number(y)).append("\">").append(escaped(content));
    text.append("</text>\n");
    return this;
  }

  String end() {
    return text.append("</svg>\n").toString();
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** What XML 1.0 cannot hold at all becomes a middle dot; so does what turns text around. */
  static String escaped(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length() + 16);
    raw.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n' -> escaped.append('\n');
                default -> escaped.appendCodePoint(isShown(point) ? point : '·');
              }
            });
    return escaped.toString();
  }

  private static boolean isShown(int point) {
    boolean isSurrogate = point >= 0xD800 && point <= 0xDFFF;
    boolean turnsText =
        (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return !Character.isISOControl(point)
        && !isSurrogate
        && !turnsText
        && (point & 0xFFFE) != 0xFFFE;
  }
}
