package dev.reflow.tracing.config;

/** One key a user can set. Immutable. */
public final class Option<T> {

  private final String key;
  private final String defaultText;
  private final ValueParser<T> parser;
  private final String description;
  private final boolean secret;

  Option(
      String key, String defaultText, ValueParser<T> parser, String description, boolean secret) {
    this.key = key;
    this.defaultText = defaultText;
    this.parser = parser;
    this.description = description;
    this.secret = secret;
  }

  /** With {@code reflow.} in front. */
  public String key() {
    return key;
  }

  /** As it would stand in a file, placeholders and all; empty when the default is "not set". */
  public String defaultText() {
    return defaultText;
  }

  /** What a value may be, for a user: {@code a whole number from 1 to 100000}. */
  public String allowed() {
    return parser.allowed();
  }

  /** What it does, in one or two sentences. */
  public String description() {
    return description;
  }

  /** Whether its value is never to be shown. */
  public boolean secret() {
    return secret;
  }

  T parse(String text) throws InvalidValueException {
    return parser.parse(text);
  }

  @Override
  public String toString() {
    return key;
  }
}
