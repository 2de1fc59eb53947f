package dev.reflow.tracing.benchmarks;

import dev.reflow.tracing.bootstrap.Gate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The two calls that advice makes, while the gate is closed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GateBenchmark {

  private final Object message = new Object();

  /** What a woven send costs before the agent is up and after it went down. */
  @Benchmark
  public void closed() {
    Object token = Gate.enter(1, this, null, message, null);
    Gate.exit(token, null, null);
  }
}
