package dev.reflow.tracing.config;

/**
 * Turns text into a value, or says what would have been allowed. Immutable.
 *
 * <p>A class for each kind of value and no lambdas, here and in what else reads the configuration:
 * it is read before the application's main, and the first lambdas of a JVM cost milliseconds.
 */
abstract class ValueParser<T> {

  private final String allowed;

  /**
   * A parser.
   *
   * @param allowed to stand after "is not": {@code a whole number from 1 to 100000}
   */
  ValueParser(String allowed) {
    this.allowed = allowed;
  }

  /**
   * The value that {@code text} stands for.
   *
   * @param text trimmed, placeholders replaced
   * @throws InvalidValueException when it is not allowed
   */
  abstract T parse(String text) throws InvalidValueException;

  final String allowed() {
    return allowed;
  }

  final InvalidValueException isNot(String text) {
    return new InvalidValueException("\"" + text + "\" is not " + allowed);
  }
}
