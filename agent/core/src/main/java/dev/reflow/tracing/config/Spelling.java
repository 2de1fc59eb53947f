package dev.reflow.tracing.config;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. No state. */
public final class Spelling {

  private Spelling() {}

  /**
   * The candidate that is the fewest typing slips away: a letter too many, missing, wrong, or two
   * swapped. Empty when none is near.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int best = Math.max(1, Math.min(3, word.length() / 3)) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code , did you mean X?} or nothing. */
  public static String didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(near -> ", did you mean " + near + "?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cost = Math.min(Math.min(last[j], current[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && swapped(a, b, i, j)) {
          cost = Math.min(cost, beforeLast[j - 2] + 1);
        }
        current[j] = cost;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
