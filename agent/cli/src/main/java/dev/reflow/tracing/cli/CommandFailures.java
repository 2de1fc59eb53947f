package dev.reflow.tracing.cli;

import dev.reflow.tracing.queue.QueueUnavailableException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes one line and an exit status of whatever ended a command. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Terminal terminal;

  CommandFailures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String text = text(first(wrong), command);
    terminal.error(text + "; see " + command.qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  /** Of an unknown option and an argument that is missing, the option: it may stand for that. */
  private static ParameterException first(ParameterException wrong) {
    List<String> unmatched = wrong.getCommandLine().getUnmatchedArguments();
    return wrong instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(wrong.getCommandLine(), unmatched)
        : wrong;
  }

  private static String text(ParameterException wrong, CommandSpec command) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (!unmatched.isUnknownOption() && !command.subcommands().isEmpty()) {
        String known = String.join(", ", command.subcommands().keySet());
        return "there is no command \"" + argument + "\"; there are " + known;
      }
      List<String> similar = unmatched.getSuggestions();
      return (unmatched.isUnknownOption() ? "unknown option " : "one argument too many: ")
          + argument
          + (similar.isEmpty() ? "" : "; did you mean " + similar.get(0) + "?");
    }
    return lowerFirst(firstLine(String.valueOf(wrong.getMessage())));
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof OutputClosedException) {
      return ExitStatus.OK;
    }
    if (failure instanceof CommandException known) {
      terminal.error(known.line());
      return known.exitStatus();
    }
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    String why =
        String.valueOf(cause instanceof QueueUnavailableException ? cause.getMessage() : failure);
    terminal.error(command.getCommandName() + ": " + firstLine(why));
    return ExitStatus.FAILURE;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
