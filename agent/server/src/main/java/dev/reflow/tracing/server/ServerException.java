package dev.reflow.tracing.server;

/** Ends the server with one line for the user and a status for the shell. */
final class ServerException extends Exception {

  /** The arguments are wrong. */
  static final int USAGE = 2;

  /** What was asked for cannot be done. */
  static final int FAILURE = 3;

  private final int exitStatus;

  private ServerException(int exitStatus, String line) {
    super(line, null, false, false);
    this.exitStatus = exitStatus;
  }

  static ServerException usage(String line) {
    return new ServerException(USAGE, line);
  }

  static ServerException failure(String line) {
    return new ServerException(FAILURE, line);
  }

  int exitStatus() {
    return exitStatus;
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
