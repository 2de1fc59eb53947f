package dev.reflow.tracing.config;

/** One key a user can set. Immutable. */
public final class Option<T> {

  private final String key;
  private final String defaultText;
  private final ValueParser<T> parser;
  private final String description;
  private final Trait trait;

  /** What is special about an option. */
  enum Trait {
    NONE,
    /** A change in the file takes effect while the program runs. */
    LIVE,
    /** Its value is never to be shown. */
    SECRET,
    /** An address, whose user, password and secret parameters are never to be shown. */
    ADDRESS
  }

  Option(String key, String defaultText, ValueParser<T> parser, String description, Trait trait) {
    this.key = key;
    this.defaultText = defaultText;
    this.parser = parser;
    this.description = description;
    this.trait = trait;
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
    return trait == Trait.SECRET;
  }

  /** Whether a change in the file takes effect while the program runs. */
  public boolean live() {
    return trait == Trait.LIVE;
  }

  /** A value as it can be shown: a secret as stars. */
  String shown(String text) {
    return switch (trait) {
      case SECRET -> text.isEmpty() ? text : "****";
      case ADDRESS -> Addresses.withoutSecrets(text);
      case NONE, LIVE -> text;
    };
  }

  /** Parses {@code text}; the message of a failure shows no secret. */
  T parse(String text) throws InvalidValueException {
    try {
      return parser.parse(text);
    } catch (InvalidValueException e) {
      String shown = shown(text);
      String message = String.valueOf(e.getMessage());
      throw shown.equals(text) ? e : new InvalidValueException(message.replace(text, shown));
    }
  }

  @Override
  public String toString() {
    return key;
  }
}
