package dev.reflow.e2e;

import java.util.Map;
import java.util.TreeMap;

/** Cuts two long maps down to where they differ, so that a failure shows no more than that. */
final class Differences {

  private Differences() {}

  /** What is in {@code all} and not the same in {@code others}. */
  static <V> Map<String, V> between(Map<String, V> all, Map<String, V> others) {
    Map<String, V> rest = new TreeMap<>(all);
    rest.entrySet().removeAll(others.entrySet());
    return rest;
  }
}
