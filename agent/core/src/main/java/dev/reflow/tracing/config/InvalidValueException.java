package dev.reflow.tracing.config;

/** A text is not a value of its option; the message is what the user is told. */
final class InvalidValueException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidValueException(String message) {
    super(message);
  }
}
