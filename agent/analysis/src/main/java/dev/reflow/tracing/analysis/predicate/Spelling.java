package dev.reflow.tracing.analysis.predicate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt name may have meant. Stateless; any thread. */
final class Spelling {

  private Spelling() {}

  /** The known name nearest to {@code name}, unless even that is far off. */
  static Optional<String> nearest(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(it -> distance(name, it) <= most)
        .min(Comparator.comparingInt(it -> distance(name, it)));
  }

  /** Letters to insert, remove or replace. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
