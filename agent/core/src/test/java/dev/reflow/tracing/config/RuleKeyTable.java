package dev.reflow.tracing.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of keys in the documentation, from the catalogue of rules' keys. */
final class RuleKeyTable {

  static final String BEGIN = "<!-- keys: generated -->\n";
  static final String END = "<!-- end of keys -->\n";

  private RuleKeyTable() {}

  /** {@code page} with the table between the marks made anew. */
  static String replacedIn(String page, List<RuleKey> keys) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalArgumentException("no " + BEGIN.trim() + " before " + END.trim());
    }
    return page.substring(0, begin) + table(keys) + page.substring(end);
  }

  private static String table(List<RuleKey> keys) {
    return keys.stream()
        .map(RuleKeyTable::row)
        .collect(
            Collectors.joining(
                "", "| key | in | value | meaning |\n| --- | --- | --- | --- |\n", ""));
  }

  private static String row(RuleKey key) {
    String kinds =
        Arrays.stream(RuleKind.values())
            .filter(key.kinds()::contains)
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "| `"
        + key.shownName()
        + "` | "
        + kinds
        + " | "
        + key.allowed()
        + " | "
        + key.description()
        + " |\n";
  }
}
