package dev.reflow.tracing.server;

import dev.reflow.tracing.server.health.Log;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code java -jar reflow-server.jar}. */
@Command(
    name = "java -jar reflow-server.jar",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    description = {
      "Collects what Reflow agents record, stores it and answers questions about it.",
      ""
    },
    footer = {
      "",
      "Agents ship to it by themselves: their reflow.server-url is ws://localhost:8080.",
      "",
      "Exit status: 0 stopped, 2 wrong arguments, 3 failure."
    })
public final class Main implements Callable<Integer> {

  private final PrintStream err;

  @Mixin private final Options options = new Options();

  private Main(PrintStream err) {
    this.err = err;
  }

  /** Runs the server until it is told to stop. */
  public static void main(String[] args) {
    System.exit(execute(System.err, args));
  }

  /** Runs the server; returns the exit status. */
  static int execute(PrintStream err, String... args) {
    return new CommandLine(new Main(err))
        .setParameterExceptionHandler((wrong, line) -> wrongUsage(err, wrong))
        .setExecutionExceptionHandler((failure, line, result) -> failed(err, failure))
        .execute(args);
  }

  private static int wrongUsage(PrintStream err, ParameterException wrong) {
    String text = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String similar = unmatched.getSuggestions().stream().findFirst().orElse("");
      text =
          "unknown argument "
              + unmatched.getUnmatched().get(0)
              + (similar.isEmpty() ? "" : "; did you mean " + similar + "?");
    }
    err.println("reflow-server: " + text + "; see --help");
    return ServerException.USAGE;
  }

  private static int failed(PrintStream err, Exception failure) {
    if (failure instanceof ServerException known) {
      err.println("reflow-server: " + known.line());
      return known.exitStatus();
    }
    err.println("reflow-server: " + failure.toString().lines().findFirst().orElse(""));
    return ServerException.FAILURE;
  }

  @Override
  public Integer call() throws ServerException, InterruptedException {
    Log log = new Log(err, Clock.systemUTC());
    TracingServer server = TracingServer.start(options, log);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  log.info("stopped; everything that was acknowledged is stored");
                  stopped.countDown();
                },
                "reflow-stop"));
    log.info(server.line());
    WarmUp.start(Clock.systemUTC());
    stopped.await();
    return 0;
  }
}
