package dev.reflow.sample;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the network from the command line. */
public final class Main {

  private static final int BAD_USAGE = 2;
  private static final int FAILURE = 3;
  private static final long STOP_TIMEOUT_S = 5;

  private Main() {}

  /** Exits with 2 for a bad option, 3 when the truth file cannot be written. */
  public static void main(String[] arguments) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.BadOptionException e) {
      System.err.println("sensor-network: " + e.getMessage());
      System.exit(BAD_USAGE);
      return;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
      return;
    }
    if (!run(options, System.out)) {
      System.exit(FAILURE);
    }
  }

  private static boolean run(Options options, PrintStream out) throws InterruptedException {
    SensorNetwork network =
        new SensorNetwork(options.ratePerSecond(), options.seed(), options.causes() != null);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(network, ended)));
    try {
      network.run(options.duration().isZero() ? Long.MAX_VALUE : options.duration().toNanos());
      print(network, out);
      return isWritten(network.traffic().stream().map(Traffic::toJson).toList(), options.truth())
          && isWritten(network.causes(), options.causes());
    } finally {
      ended.countDown();
    }
  }

  private static void stopAndAwait(SensorNetwork network, CountDownLatch ended) {
    network.stop();
    try {
      var unused = ended.await(STOP_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(SensorNetwork network, PrintStream out) {
    out.println("sensor-network: " + network.summary());
    out.println("   sends  failed  connector");
    for (Traffic traffic : network.traffic()) {
      out.printf(
          Locale.ROOT,
          "%8d%8d  %s -> %s%n",
          traffic.sends(),
          traffic.failures(),
          traffic.from(),
          traffic.to());
    }
  }

  private static boolean isWritten(List<String> lines, @Nullable Path file) {
    if (file == null) {
      return true;
    }
    try {
      Files.write(file, lines);
      return true;
    } catch (IOException e) {
      System.err.println("sensor-network: cannot write " + file + ": " + e);
      return false;
    }
  }
}
