package dev.reflow.tracing.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reflow.tracing.server.FuzzSeeds;
import dev.reflow.tracing.server.collect.Compression;
import dev.reflow.tracing.server.event.EventWriter;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives in a frame, as text or compressed in any way: it is read, or refused. */
class FrameFuzz {

  private static final int LIMIT = 1 << 20;

  private final RequestReader reader = new RequestReader();

  static Stream<Arguments> frames() {
    return FuzzSeeds.frames();
  }

  @MethodSource("frames")
  @DictionaryEntries({
    "\"RecordEvent\":{",
    "\"trace_id\":",
    "\"event\":",
    "\"event_type\":",
    "\"data\":",
    "null",
    "\"custom_attributes\":{",
    "\"causality\":{",
    "\"filters\":{",
    "\"query\":{",
    "\"version\":{",
    "1e999",
    "-1",
    "9223372036854775808",
    "\\u0000",
    "\\ud800",
    "2026-01-31T23:59:60Z"
  })
  @FuzzTest
  void shouldReadOrRefuse(byte[] data) throws MalformedException {
    read(data);
    try {
      byte[] unpacked = Compression.unpack(data, LIMIT).bytes();
      assertThat(unpacked).hasSizeLessThanOrEqualTo(LIMIT);
      read(unpacked);
    } catch (MalformedException e) {
      assertThat(e.line()).isNotBlank();
    }
    if (data.length > 0) {
      for (Compression how : List.of(Compression.ZSTD, Compression.GZIP, Compression.LZ4)) {
        Compression.Unpacked unpacked = Compression.unpack(how.pack(data), LIMIT);
        assertThat(unpacked.compression()).isEqualTo(how);
        assertThat(unpacked.bytes()).isEqualTo(data);
      }
    }
  }

  private void read(byte[] frame) {
    try {
      for (Request request : reader.read(frame).requests()) {
        if (request instanceof Request.RecordEvent it) {
          shouldBeTheSameOnceWritten(it.event());
        }
      }
    } catch (MalformedException e) {
      assertThat(e.line()).isNotBlank();
    }
  }

  private void shouldBeTheSameOnceWritten(StoredEvent event) throws MalformedException {
    byte[] written = written(event);
    assertThat(written(reader.readLine(written))).isEqualTo(written);
  }

  /** As bytes: half a surrogate pair is no character, and becomes a question mark on its way. */
  private static byte[] written(StoredEvent event) {
    return Answers.write(json -> EventWriter.write(json, event, List.of()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
