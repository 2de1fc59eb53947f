package dev.reflow.tracing.benchmarks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JVM's log of its collections ({@code -Xlog:gc*:file=…}) tells of a program, in MiB.
 *
 * @param peak most that was in use, garbage included
 * @param live most that was in use after a collection
 * @param allocated all that was allocated, as exact as the log's steps of 1 MiB
 */
record HeapLog(long peak, long live, long allocated) {

  private static final Pattern COLLECTION = Pattern.compile("\\[gc *\\].* (\\d+)M->(\\d+)M\\(");
  private static final Pattern EXIT = Pattern.compile("heap,exit *\\].* heap .*used (\\d+)K");

  /** Of the log's lines; the heap is to be G1's. */
  static HeapLog of(List<String> lines) {
    long peak = 0;
    long live = 0;
    long allocated = 0;
    long before = 0;
    for (String line : lines) {
      Matcher collection = COLLECTION.matcher(line);
      Matcher exit = EXIT.matcher(line);
      if (collection.find()) {
        long full = Long.parseLong(collection.group(1));
        long left = Long.parseLong(collection.group(2));
        allocated += full - before;
        peak = Math.max(peak, full);
        live = Math.max(live, left);
        before = left;
      } else if (exit.find()) {
        long used = Long.parseLong(exit.group(1)) / 1024;
        allocated += used - before;
        peak = Math.max(peak, used);
      }
    }
    return new HeapLog(peak, live, allocated);
  }
}
