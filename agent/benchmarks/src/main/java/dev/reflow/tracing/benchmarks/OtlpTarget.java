package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A local receiver that counts spans, compressed by gzip. */
final class OtlpTarget implements SinkTarget {

  private final OtlpCounter receiver = new OtlpCounter();

  OtlpTarget() throws IOException {}

  @Override
  public String name() {
    return "otlp, gzip";
  }

  @Override
  public Optional<Bar> bar() {
    return Optional.of(Bar.TO_OTLP);
  }

  @Override
  public int sends() {
    return 4_000_000;
  }

  @Override
  public List<String> options(Path directory) {
    return List.of("-Dreflow.sinks=otlp", "-Dreflow.sink.otlp.endpoint=" + receiver.endpoint());
  }

  @Override
  public long takeEvents(Path directory) {
    return receiver.takeSpans();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
