package dev.reflow.tracing.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code java -jar reflow-agent.jar COMMAND}.
 *
 * <p>Its exit status is 0, or 1 when nothing was found, 2 when the arguments or the configuration
 * are wrong, 3 when something failed.
 */
@Command(
    name = "java -jar reflow-agent.jar",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Looks at what the Reflow agent records of a program's messages, and ships it.",
      ""
    },
    subcommands = {
      TailCommand.class,
      StatsCommand.class,
      LineageCommand.class,
      GraphCommand.class,
      MissingCommand.class,
      VerifyCommand.class,
      ShipCommand.class,
      DoctorCommand.class,
      AttachCommand.class
    },
    footer = {
      "",
      "To trace a program, start it with the same jar:",
      "  java @|bold -javaagent:reflow-agent.jar|@ -jar your-program.jar",
      "",
      "Then, in another terminal:",
      "  java -jar reflow-agent.jar tail                    which queues there are",
      "  java -jar reflow-agent.jar tail your-program -f    its messages as they flow",
      "",
      "COMMAND --help says more of each. Exit status: 0 done, 1 nothing found, 2 wrong usage or",
      "configuration, 3 failure."
    })
public final class Main implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    System.exit(execute(Surroundings.ofProcess(), args));
  }

  /** Runs one command; returns its exit status. */
  static int execute(Surroundings surroundings, String... args) {
    Terminal terminal = surroundings.terminal();
    CommandLine line = new CommandLine(new Main(), factory(surroundings));
    CommandFailures failures = new CommandFailures(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setUsageHelpWidth(Math.max(80, Math.min(terminal.width(), 110)));
    try {
      int status = line.execute(args);
      terminal.flush();
      return status;
    } catch (OutputClosedException e) {
      return ExitStatus.OK;
    }
  }

  @Override
  public void run() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "no command; there are " + names);
  }

  /** Commands are made with what surrounds them; the rest is picocli's. */
  private static IFactory factory(Surroundings surroundings) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        try {
          return type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings);
        } catch (NoSuchMethodException e) {
          return CommandLine.defaultFactory().create(type);
        }
      }
    };
  }
}
