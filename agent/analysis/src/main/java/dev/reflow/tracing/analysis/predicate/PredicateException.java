package dev.reflow.tracing.analysis.predicate;

/** What is wrong with a predicate, in one line. */
public final class PredicateException extends Exception {

  PredicateException(String line) {
    super(line, null, false, false);
  }

  /** The line for the user. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
