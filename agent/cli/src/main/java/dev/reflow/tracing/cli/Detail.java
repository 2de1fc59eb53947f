package dev.reflow.tracing.cli;

/** How much of an event a line has room for. */
enum Detail {
  /** Everything. */
  FULL(120),
  /** Milliseconds only, and no depth. */
  LESS(100),
  /** No ports and sizes either: names that can be read come first. */
  LEAST(0);

  private final int leastWidth;

  Detail(int leastWidth) {
    this.leastWidth = leastWidth;
  }

  /** What a line of {@code width} characters has room for. */
  static Detail of(int width) {
    return width >= FULL.leastWidth ? FULL : width >= LESS.leastWidth ? LESS : LEAST;
  }

  boolean hasMicroseconds() {
    return this == FULL;
  }

  boolean hasDepth() {
    return this == FULL;
  }

  boolean hasSize() {
    return this != LEAST;
  }

  boolean hasPorts() {
    return this != LEAST;
  }
}
