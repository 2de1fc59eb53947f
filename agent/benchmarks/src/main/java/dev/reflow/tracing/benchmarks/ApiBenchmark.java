package dev.reflow.tracing.benchmarks;

import dev.reflow.tracing.api.CauseScope;
import dev.reflow.tracing.api.DataFlow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The application's API, in a JVM without an agent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApiBenchmark {

  private final Runnable task = new Thread("never started");

  /** An attribute for a flow that nobody records. */
  @Benchmark
  public void attribute() {
    DataFlow.attribute("region", this);
  }

  /** The event that is handled: none. */
  @Benchmark
  public @Nullable String current() {
    return DataFlow.current();
  }

  /** A scope that names a cause. */
  @Benchmark
  public void causedBy() {
    CauseScope scope = DataFlow.causedBy("019b7ca9-8f2e-7e6b-8123-456789abcdf0");
    scope.close();
  }

  /** A task for another thread. */
  @Benchmark
  public Runnable wrap() {
    return DataFlow.wrap(task);
  }
}
