package dev.reflow.tracing.content;

import java.util.Locale;

/**
 * A name with {@code *} (anything) and {@code ?} (any one character), in any case. Immutable; what
 * it is compared with is in the lower case already.
 */
final class NamePattern {

  private final String pattern;

  NamePattern(String text) {
    this.pattern = text.toLowerCase(Locale.ROOT);
  }

  boolean matches(String lowerName) {
    int at = 0;
    int name = 0;
    int star = -1;
    int starred = 0;
    // Back to the last star whenever a later part does not fit: linear for all but odd patterns.
    while (name < lowerName.length()) {
      char expected = at < pattern.length() ? pattern.charAt(at) : 0;
      if (expected == '*') {
        star = at++;
        starred = name;
      } else if (at < pattern.length() && (expected == '?' || expected == lowerName.charAt(name))) {
        at++;
        name++;
      } else if (star >= 0) {
        at = star + 1;
        name = ++starred;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /** The longest text that every name has which it matches; empty where there is none. */
  String literal() {
    String longest = "";
    for (String part : pattern.split("[*?]", -1)) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }
}
