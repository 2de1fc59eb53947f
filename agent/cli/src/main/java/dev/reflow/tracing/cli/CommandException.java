package dev.reflow.tracing.cli;

/** Ends a command with one line for the user and a status for the shell. */
final class CommandException extends RuntimeException {

  private final int exitStatus;

  private CommandException(int exitStatus, String line) {
    super(line, null, false, false);
    this.exitStatus = exitStatus;
  }

  /** There is nothing of what was asked for. */
  static CommandException nothingFound(String line) {
    return new CommandException(ExitStatus.NOTHING_FOUND, line);
  }

  /** The arguments or the configuration are wrong. */
  static CommandException usage(String line) {
    return new CommandException(ExitStatus.USAGE, line);
  }

  /** What was asked for could not be done. */
  static CommandException failure(String line) {
    return new CommandException(ExitStatus.FAILURE, line);
  }

  int exitStatus() {
    return exitStatus;
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
