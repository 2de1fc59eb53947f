package dev.reflow.tracing.queue;

import java.util.Arrays;

/** Ids that a file defines; id 0 needs no definition. Under the stripe's lock. */
final class IdSet {

  private long[] words = new long[16];

  boolean has(int id) {
    int word = id >> 6;
    return id == 0 || (word < words.length && (words[word] & (1L << id)) != 0);
  }

  void add(int id) {
    int word = id >> 6;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    words[word] |= 1L << id;
  }

  void clear() {
    Arrays.fill(words, 0);
  }
}
