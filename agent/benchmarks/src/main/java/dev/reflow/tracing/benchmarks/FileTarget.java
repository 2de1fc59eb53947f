package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of lines, compressed by zstd. */
final class FileTarget implements SinkTarget {

  @Override
  public String name() {
    return "file, zstd";
  }

  @Override
  public Optional<Bar> bar() {
    return Optional.of(Bar.TO_FILE);
  }

  @Override
  public int sends() {
    return 4_000_000;
  }

  @Override
  public List<String> options(Path directory) {
    return List.of(
        "-Dreflow.sinks=file", "-Dreflow.sink.file.path=" + directory.resolve("events.ndjson"));
  }

  @Override
  public long takeEvents(Path directory) throws IOException {
    return EventFiles.distinctEvents(directory);
  }
}
