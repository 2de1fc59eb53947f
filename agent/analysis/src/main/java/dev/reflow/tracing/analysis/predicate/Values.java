package dev.reflow.tracing.analysis.predicate;

/** Compares values as stores do. Stateless; any thread. */
final class Values {

  private Values() {}

  /** Whole numbers exactly, numbers of two kinds as floating point, texts by their characters. */
  static int compare(Object one, Object other) {
    if (one instanceof Long a && other instanceof Long b) {
      return Long.compare(a, b);
    }
    if (one instanceof Number a && other instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      // Not Double.compare alone: zero has one sign in SQL.
      return x == y ? 0 : Double.compare(x, y);
    }
    return compareText(one.toString(), other.toString());
  }

  /** By code point, which is also the order of UTF-8's bytes. */
  private static int compareText(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean oneIsPair = Character.isSurrogate(a);
        boolean otherIsPair = Character.isSurrogate(b);
        return oneIsPair == otherIsPair ? Character.compare(a, b) : oneIsPair ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
