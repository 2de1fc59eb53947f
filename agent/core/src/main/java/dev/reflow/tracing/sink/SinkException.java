package dev.reflow.tracing.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sink could not do what it was asked for; the text says why and what to do, on one line and
 * without secrets.
 */
public final class SinkException extends Exception {

  /** What helps. */
  public enum Kind {
    /** Trying again, for as long as it takes. */
    RETRY,
    /** Nothing while this process runs: the configuration or the installation is wrong. */
    FATAL,
    /** Leaving one event of the batch out: the sink refuses it whenever it comes. */
    POISON
  }

  private final Kind kind;
  private final Duration wait;

  public SinkException(Kind kind, String text, @Nullable Throwable cause) {
    this(kind, text, cause, Duration.ZERO);
  }

  private SinkException(Kind kind, String text, @Nullable Throwable cause, Duration wait) {
    super(text.replace('\n', ' ').replace('\r', ' '), cause);
    this.kind = kind;
    this.wait = wait;
  }

  public Kind kind() {
    return kind;
  }

  /** What to tell the user. */
  public String text() {
    String message = getMessage();
    return message == null ? kind.toString() : message;
  }

  /** How long the other side asks to be left alone at least. */
  public Duration leastWait() {
    return wait;
  }

  /** As {@link #retry}, and not before {@code wait} is over. */
  public static SinkException retryAfter(String text, Duration wait) {
    return new SinkException(Kind.RETRY, text, null, wait);
  }

  public static SinkException retry(String text, @Nullable Throwable cause) {
    return new SinkException(Kind.RETRY, text, cause);
  }

  public static SinkException fatal(String text, @Nullable Throwable cause) {
    return new SinkException(Kind.FATAL, text, cause);
  }

  public static SinkException poison(String text, @Nullable Throwable cause) {
    return new SinkException(Kind.POISON, text, cause);
  }
}
