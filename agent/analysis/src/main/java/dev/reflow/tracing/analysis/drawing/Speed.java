package dev.reflow.tracing.analysis.drawing;

/** What colour a transfer time has. */
enum Speed {
  INSTANT("t0", "≤ 100 µs", 100_000L),
  FAST("t1", "≤ 1 ms", 1_000_000L),
  FAIR("t2", "≤ 10 ms", 10_000_000L),
  SLOW("t3", "≤ 100 ms", 100_000_000L),
  SLOWEST("t4", "longer", Long.MAX_VALUE);

  private final String cssClass;
  private final String label;
  private final long mostNs;

  Speed(String cssClass, String label, long mostNs) {
    this.cssClass = cssClass;
    this.label = label;
    this.mostNs = mostNs;
  }

  /** The share of failures from which on an edge counts as failing rather than slow. */
  static final double FAILING = 0.01;

  static Speed of(long ns) {
    for (Speed speed : values()) {
      if (ns <= speed.mostNs) {
        return speed;
      }
    }
    return SLOWEST;
  }

  String cssClass() {
    return cssClass;
  }

  String label() {
    return label;
  }
}
