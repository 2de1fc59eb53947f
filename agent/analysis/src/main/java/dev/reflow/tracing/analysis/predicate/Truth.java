package dev.reflow.tracing.analysis.predicate;

/** SQL's three truth values: what is compared with nothing is neither true nor false. */
enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  Truth not() {
    return this == UNKNOWN ? this : of(this == FALSE);
  }
}
