package dev.reflow.tracing.config;

/** Turns text into a value, or says what would have been allowed. No state. */
interface ValueParser<T> {

  /**
   * The value that {@code text} stands for.
   *
   * @param text trimmed, placeholders replaced
   * @throws InvalidValueException when it is not allowed
   */
  T parse(String text) throws InvalidValueException;

  /** What is allowed, to stand after "is not": {@code a whole number from 1 to 100000}. */
  String allowed();
}
