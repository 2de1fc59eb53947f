package dev.reflow.tracing.server.store;

import org.jspecify.annotations.Nullable;

/** A store did not do what it was asked for; the message is one line for a user. */
public final class StoreException extends Exception {

  /** Whose fault it is. */
  public enum Kind {
    /** The store's: it is away, full or broken. */
    UNAVAILABLE,

    /** The question's. */
    REFUSED,

    /** The store's user's, who has more rights than such a question may have. */
    FORBIDDEN,

    /** The question takes too long. */
    TOO_SLOW,

    /** Too many ask at once. */
    BUSY
  }

  private final Kind kind;

  public StoreException(Kind kind, String line, @Nullable Throwable cause) {
    super(line, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The line for the user. */
  public String line() {
    return firstLine(String.valueOf(getMessage()));
  }

  /** What a database says, as one line. */
  public static String firstLine(String text) {
    return text.lines().map(String::strip).filter(it -> !it.isEmpty()).findFirst().orElse("");
  }
}
