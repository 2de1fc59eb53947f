package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;

/** Counts what JFR kept. */
final class FlightRecords {

  private FlightRecords() {}

  /** Events of the type {@code name} in {@code file}. */
  static long count(Path file, String name) throws IOException {
    long count = 0;
    try (RecordingFile records = new RecordingFile(file)) {
      while (records.hasMoreEvents()) {
        count += records.readEvent().getEventType().getName().equals(name) ? 1 : 0;
      }
    }
    return count;
  }
}
