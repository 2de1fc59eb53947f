package dev.reflow.tracing.benchmarks;

import com.example.load.MemoryConnector;
import com.example.load.Message;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One send, woven or not: {@link SendCost} decides by the arguments of the forked JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendBenchmark {

  private final MemoryConnector connector = new MemoryConnector("reader", "writer");
  private final Message message = new Message(1, 256);

  /** What a send costs. */
  @Benchmark
  public void send() {
    connector.sendMessage(message);
  }
}
