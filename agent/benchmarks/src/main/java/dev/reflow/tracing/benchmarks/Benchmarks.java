package dev.reflow.tracing.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The command line behind {@code agent/benchmarks/run}. */
public final class Benchmarks {

  private static final List<String> ALL =
      List.of(
          "side-by-side",
          "threads",
          "paced",
          "sampled-out",
          "causality",
          "questions",
          "burst",
          "delivery",
          "ship-memory",
          "server",
          "dashboard",
          "sink-gone",
          "queue-size",
          "startup",
          "pekko",
          "jmh");

  private final Setting setting;
  private final int rounds;
  private final int pacedSeconds;
  private final String sink;
  private final Verdicts verdicts = new Verdicts();

  private Benchmarks(Setting setting, int rounds, int pacedSeconds, String sink) {
    this.sink = sink;
    this.setting = setting;
    this.rounds = rounds;
    this.pacedSeconds = pacedSeconds;
  }

  /**
   * Arguments: what to run, the benchmark module's target directory, rounds, seconds of a paced run
   * or the only sink to deliver to, or the only part of the server's.
   */
  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[1]).toAbsolutePath().normalize();
    Setting setting = new Setting(target, target.resolve("../../dist/target/reflow-agent.jar"));
    Benchmarks benchmarks =
        new Benchmarks(
            setting,
            number(arguments, 2, 5),
            number(arguments, 3, 60),
            arguments.length > 3 ? arguments[3] : "");
    if (arguments[0].equals("all")) {
      for (String name : ALL) {
        benchmarks.run(name);
      }
      System.out.println("## All verdicts");
      benchmarks.verdicts.print();
    } else {
      benchmarks.run(arguments[0]);
    }
  }

  private void run(String name) throws Exception {
    Measurement measurement = measurement(name);
    System.out.printf("## %s %d%n%n%s%n%n", name, rounds, Machine.line());
    Verdicts these = measurement.run();
    these.print();
    System.out.println();
    verdicts.addAll(these);
  }

  private Measurement measurement(String name) {
    return switch (name) {
      case "startup" -> new Startup(setting, rounds);
      case "side-by-side" -> new SideBySide(setting, rounds);
      case "threads" -> new ThreadScaling(setting, rounds);
      case "paced" -> new PacedSends(setting, rounds, pacedSeconds);
      case "sampled-out" -> new SampledOut(setting, rounds);
      case "causality" -> new CausalityCost(setting, rounds);
      case "questions" -> new Questions(setting, rounds);
      case "burst" -> new Burst(setting, rounds);
      case "delivery" -> new Delivery(setting, rounds, sink);
      case "ship-memory" -> new ShipMemory(setting, rounds, sink);
      case "server" -> new ServerCosts(setting, rounds, sink);
      case "dashboard" -> new DashboardFrames(setting, rounds);
      case "sink-gone" -> new SinkGone(setting, rounds, pacedSeconds);
      case "queue-size" -> new QueueSize(setting);
      case "pekko" -> new PekkoPingPong(setting, rounds);
      case "jmh" -> new SendCost(setting, rounds);
      default -> throw new IllegalArgumentException("no benchmark named " + name);
    };
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index && arguments[index].matches("\\d+")
        ? Integer.parseInt(arguments[index])
        : otherwise;
  }
}
