package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a sink delivers to, and how many events have come. */
interface SinkTarget extends AutoCloseable {

  /** As it stands in the table. */
  String name();

  /** What is asked of the sink, where something is. */
  Optional<Bar> bar();

  /** How many sends are enough to see its speed. */
  int sends();

  /**
   * JVM arguments that have the agent deliver to it.
   *
   * @param directory the run's own
   */
  List<String> options(Path directory);

  /** Different events that have come since the last call. */
  long takeEvents(Path directory) throws IOException;

  @Override
  default void close() throws IOException {}
}
