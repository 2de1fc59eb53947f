package dev.reflow.tracing.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.websocket.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAgeTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void shouldRotateAFileThatIsOldBeforeTheNextBatch() throws Exception {
    try (FileSink sink = sink(false)) {
      sink.open();
      now = now.plus(HOUR);
      batch(sink, 0);
      now = now.plus(HOUR.minusNanos(1));
      batch(sink, 1);
      assertThat(files()).containsExactly("events.ndjson");
      now = now.plusNanos(1);
      sink.commit();
      assertThat(files()).containsExactly("events.ndjson");
      batch(sink, 2);
      batch(sink, 3);
      assertThat(files()).containsExactly("events-20260102T050405-1.ndjson", "events.ndjson");
      now = now.plus(HOUR);
      batch(sink, 4);
    }
    assertThat(files()).hasSize(3);
    assertThat(lines("events-20260102T050405-1.ndjson")).hasSize(2);
    assertThat(lines("events-20260102T060405-1.ndjson")).hasSize(2);
    assertThat(lines("events.ndjson")).hasSize(1);
  }

  @Test
  void shouldKnowTheAgeOfAFileThatAnEarlierProcessBegan() throws Exception {
    now = Instant.now();
    try (FileSink first = sink(false)) {
      first.open();
      batch(first, 0);
    }
    now = now.plus(HOUR).plusSeconds(60);
    try (FileSink second = sink(false)) {
      second.open();
      batch(second, 1);
    }
    assertThat(files()).hasSize(2);
  }

  @Test
  void shouldWriteTheSameWhenItWaitsForTheDisk() throws Exception {
    try (FileSink sink = sink(true)) {
      sink.open();
      batch(sink, 0);
      now = now.plus(HOUR);
      batch(sink, 1);
    }
    assertThat(files()).hasSize(2);
    assertThat(lines("events.ndjson")).hasSize(1);
  }

  private FileSink sink(boolean isSynced) {
    return new FileSink(
        directory.resolve("events.ndjson"),
        new FileLimits(Long.MAX_VALUE, HOUR),
        isSynced,
        FileFormat.PLAIN,
        new SetClock(),
        Log.silent());
  }

  private static void batch(FileSink sink, int number) throws Exception {
    Sending.write(sink, number, 1);
    sink.commit();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  /** Shows {@link #now}. */
  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
