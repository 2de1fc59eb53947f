package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {

  @TempDir Path directory;

  @Test
  void shouldCountAnEventOnceThatWasWrittenTwice() throws IOException {
    UUID twice = UUID.randomUUID();
    Files.writeString(directory.resolve("events.ndjson"), line(twice) + line(UUID.randomUUID()));
    byte[] more = (line(twice) + line(UUID.randomUUID())).getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve("events.1.ndjson.zst"), Zstd.compress(more));
    assertThat(EventFiles.distinctEvents(directory)).isEqualTo(3);
  }

  @Test
  void shouldCountIdsThatDifferInTheirLastBits() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      lines.append(line(new UUID(0x7000L + (i >> 4), Long.MIN_VALUE + i)));
    }
    Files.writeString(directory.resolve("events.ndjson"), lines);
    assertThat(EventFiles.distinctEvents(directory)).isEqualTo(10_000);
  }

  @Test
  void shouldFindNothingWhereThereIsNothing() throws IOException {
    assertThat(EventFiles.distinctEvents(directory)).isZero();
  }

  private static String line(UUID id) {
    return "{\"RecordEvent\":{\"event\":{\"event_id\":\"" + id + "\"}}}\n";
  }
}
