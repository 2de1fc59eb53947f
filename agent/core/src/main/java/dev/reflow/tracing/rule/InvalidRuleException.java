package dev.reflow.tracing.rule;

/** A text is not what its key of a rule wants; the message is what the user is told. */
final class InvalidRuleException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidRuleException(String message) {
    super(message);
  }

  /** {@code "TEXT" PROBLEM}. */
  static InvalidRuleException of(String text, String problem) {
    return new InvalidRuleException("\"" + text + "\" " + problem);
  }
}
