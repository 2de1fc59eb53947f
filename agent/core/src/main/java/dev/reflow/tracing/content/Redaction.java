package dev.reflow.tracing.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Which values are never captured. Immutable; any thread.
 *
 * <p>A <b>name</b> is compared with the end of a value's path: {@code password} is every field of
 * that name, {@code card.number} one inside of a field {@code card}, {@code card.*} all inside of
 * it; a leading {@code *.} says nothing more. A <b>pointer</b> begins with a slash and is compared
 * with the whole path, elements of arrays by their number: {@code /cards/0/number}. Either is
 * compared in any case.
 */
final class Redaction {

  /** Stands in the place of a value that is not captured. */
  static final String MASK = "***";

  /** Texts longer than this are not searched, and so not captured. */
  static final int MAX_SEARCHED_CHARS = 65_536;

  private final List<NamePattern[]> names = new ArrayList<>();
  private final List<NamePattern[]> pointers = new ArrayList<>();

  /** For each rule a text without which nothing can have the name that it means. */
  private final List<String> literals = new ArrayList<>();

  Redaction(List<String> rules) {
    for (String rule : rules) {
      if (rule.startsWith("/")) {
        add(pointers, rule.substring(1).split("/", -1), true);
      } else {
        add(names, withoutLeadingStar(rule).split("\\.", -1), false);
      }
    }
  }

  private static String withoutLeadingStar(String rule) {
    return rule.startsWith("*.") ? rule.substring(2) : rule;
  }

  private void add(List<NamePattern[]> rules, String[] texts, boolean isPointer) {
    NamePattern[] segments = new NamePattern[texts.length];
    String literal = "";
    for (int i = 0; i < texts.length; i++) {
      String text = isPointer ? texts[i].replace("~1", "/").replace("~0", "~") : texts[i];
      segments[i] = new NamePattern(text);
      String own = segments[i].literal();
      // An element's number is no name.
      boolean isName = !isPointer || !own.chars().allMatch(Character::isDigit);
      literal = isName && !own.isEmpty() ? own : literal;
    }
    rules.add(segments);
    literals.add(literal);
  }

  /** Whether every value may be captured. */
  boolean isEmpty() {
    return literals.isEmpty();
  }

  /** Whether the value at {@code path} may not be captured, nor anything inside of it. */
  boolean hides(FieldPath path) {
    for (NamePattern[] rule : names) {
      if (path.endsWith(rule)) {
        return true;
      }
    }
    for (NamePattern[] rule : pointers) {
      if (path.is(rule)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code text}, in which fields cannot be told apart, may hold a value that is not to be
   * captured: where a name occurs in it, or may occur behind an escape, or it is too long to look.
   */
  boolean mayBeIn(String text) {
    if (isEmpty()) {
      return false;
    }
    if (text.length() > MAX_SEARCHED_CHARS || hasEscapes(text)) {
      return true;
    }
    for (String literal : literals) {
      if (contains(text, literal)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String text, String literal) {
    for (int i = 0; i <= text.length() - literal.length(); i++) {
      if (text.regionMatches(true, i, literal, 0, literal.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a letter may be written by its number, as JSON, URLs and XML can. */
  private static boolean hasEscapes(String text) {
    for (int i = 0; i < text.length() - 2; i++) {
      char next = text.charAt(i + 1);
      boolean escaped =
          switch (text.charAt(i)) {
            case '\\' -> next == 'u' || next == 'x' || Character.digit(next, 8) >= 0;
            case '%' -> isHex(next) && isHex(text.charAt(i + 2));
            case '&' -> next == '#';
            default -> false;
          };
      if (escaped) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHex(char digit) {
    return Character.digit(digit, 16) >= 0;
  }
}
