package dev.reflow.tracing.queue;

import java.io.IOException;

/** A queue cannot be written or read; the message is one sentence that says what and why. */
public final class QueueUnavailableException extends IOException {

  public QueueUnavailableException(String problem, Throwable cause) {
    super(problem, cause);
  }

  public QueueUnavailableException(String problem) {
    super(problem);
  }
}
