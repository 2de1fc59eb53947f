package dev.reflow.tracing.server.event;

/** What a client sent is not what the protocol says; the message is one line for that client. */
public final class MalformedException extends Exception {

  public MalformedException(String line) {
    super(line, null, false, false);
  }

  /** The line for the client. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
