package dev.reflow.tracing.benchmarks;

import java.nio.file.Path;

/** The command line behind {@code agent/benchmarks/run}. */
public final class Benchmarks {

  private Benchmarks() {}

  /** Arguments: what to run, the benchmark module's target directory, then its own. */
  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[1]).toAbsolutePath();
    Setting setting = new Setting(target, target.resolve("../../dist/target/reflow-agent.jar"));
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    switch (arguments[0]) {
      case "startup" -> new Startup(setting, rounds).run();
      case "side-by-side" -> new SideBySide(setting, rounds).run();
      case "jmh" -> new SendCost(setting, rounds).run();
      default -> throw new IllegalArgumentException("no benchmark named " + arguments[0]);
    }
  }
}
