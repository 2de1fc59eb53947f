package dev.reflow.tracing.content;

import java.util.Arrays;
import java.util.Locale;

/** Where in a message a value is, from the message down. One thread. */
final class FieldPath {

  private String[] names = empty(16);
  private boolean[] isElement = new boolean[16];
  private int depth;

  void clear() {
    Arrays.fill(names, 0, depth, "");
    depth = 0;
  }

  private static String[] empty(int count) {
    String[] names = new String[count];
    Arrays.fill(names, "");
    return names;
  }

  /** Goes to the field called {@code name}. */
  void push(String name) {
    push(name.toLowerCase(Locale.ROOT), false);
  }

  /** Goes to the element of that number. */
  void push(int index) {
    push(Integer.toString(index), true);
  }

  private void push(String name, boolean element) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      isElement = Arrays.copyOf(isElement, depth * 2);
    }
    names[depth] = name;
    isElement[depth++] = element;
  }

  /** Goes back to where it was before the last {@code push}. */
  void pop() {
    names[--depth] = "";
  }

  /** Whether it is what {@code segments} say, from the first to the last. */
  boolean is(NamePattern[] segments) {
    if (segments.length != depth) {
      return false;
    }
    for (int i = 0; i < depth; i++) {
      if (!segments[i].matches(names[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether its last names are what {@code segments} say. Elements have no name, a name with full
   * stops is as good as several.
   */
  boolean endsWith(NamePattern[] segments) {
    int segment = segments.length;
    for (int i = depth - 1; i >= 0 && segment > 0; i--) {
      if (isElement[i]) {
        continue;
      }
      int end = names[i].length();
      while (end >= 0 && segment > 0) {
        int dot = names[i].lastIndexOf('.', end - 1);
        if (!segments[--segment].matches(names[i].substring(dot + 1, end))) {
          return false;
        }
        end = dot;
      }
    }
    return segment == 0;
  }
}
