package dev.reflow.tracing.capture;

/** Sums of one edge over several threads. One thread. */
final class EdgeSums {

  long kept;
  long sampledOut;
  long bytes;
  long errors;
  long timed;
  long totalNs;

  void set(EdgeSums other) {
    kept = other.kept;
    sampledOut = other.sampledOut;
    bytes = other.bytes;
    errors = other.errors;
    timed = other.timed;
    totalNs = other.totalNs;
  }

  long flows() {
    return kept + sampledOut;
  }
}
