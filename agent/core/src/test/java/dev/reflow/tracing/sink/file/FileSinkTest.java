package dev.reflow.tracing.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSinkTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path directory;
  private final LogLines log = new LogLines();

  @ParameterizedTest
  @EnumSource
  void shouldWriteOneEventALine(FileFormat format) throws Exception {
    try (FileSink sink = open(format, NEVER)) {
      write(sink, 0, 3);
      sink.commit();
      assertThat(messageIds(Path.of(sink.target()), format)).containsExactly("m0", "m1", "m2");
      write(sink, 3, 2);
      sink.commit();
      assertThat(messageIds(Path.of(sink.target()), format)).isEqualTo(ids(0, 5));
    }
    assertThat(names()).containsExactly("events.ndjson" + format.suffix());
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnBehindWhatIsThere(FileFormat format) throws Exception {
    for (int run = 0; run < 3; run++) {
      try (FileSink sink = open(format, NEVER)) {
        write(sink, run * 2, 2);
        sink.commit();
      }
    }
    assertThat(messageIds(file(format), format)).isEqualTo(ids(0, 6));
    assertThat(log.lines()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeBackWhatIsNotCommitted(FileFormat format) throws Exception {
    try (FileSink sink = open(format, NEVER)) {
      write(sink, 0, 2);
      sink.commit();
      // More than one frame, so that some of it is in the file already.
      write(sink, 2, 5_000);
      assertThat(Files.size(file(format))).isGreaterThan(5_000);
    }
    assertThat(messageIds(file(format), format)).containsExactly("m0", "m1");
  }

  @ParameterizedTest
  @EnumSource
  void shouldCutOffATornEndWhereverItWasTorn(FileFormat format) throws Exception {
    try (FileSink sink = open(format, NEVER)) {
      write(sink, 0, 2);
      sink.commit();
      write(sink, 2, 1);
      sink.commit();
    }
    byte[] whole = Files.readAllBytes(file(format));
    for (int length = 0; length < whole.length; length += length < 24 ? 1 : 67) {
      Files.write(file(format), Arrays.copyOf(whole, length));
      try (FileSink sink = open(format, NEVER)) {
        write(sink, 9, 1);
        sink.commit();
      }
      List<String> ids = messageIds(file(format), format);
      assertThat(ids.subList(0, ids.size() - 1)).isEqualTo(ids(0, ids.size() - 1));
      assertThat(ids).hasSizeBetween(1, 3).endsWith("m9");
    }
    assertThat(names()).hasSize(1);
    assertThat(log.lines()).allMatch(line -> line.matches("INFO file sink: cut \\d+ unfinished.*"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldPutAsideWhatAnotherProgramWrote(FileFormat format) throws Exception {
    Files.writeString(file(format), "name;value\nlast line without an end");
    try (FileSink sink = open(format, NEVER)) {
      write(sink, 0, 1);
      sink.commit();
    }
    Path kept = directory.resolve("events-20260102T030405-1.ndjson" + format.suffix());
    assertThat(kept).hasContent("name;value\nlast line without an end");
    assertThat(messageIds(file(format), format)).containsExactly("m0");
    assertThat(log.lines())
        .containsExactly(
            "WARN file sink: " + file(format) + " held something else, which is " + kept + " now");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRotateAFullFile(FileFormat format) throws Exception {
    try (FileSink sink = open(format, 1)) {
      for (int i = 0; i < 3; i++) {
        write(sink, i, 1);
        sink.commit();
      }
    }
    String end = ".ndjson" + format.suffix();
    String full = "events-20260102T030405-";
    assertThat(names()).containsExactly(full + "1" + end, full + "2" + end, "events" + end);
    assertThat(messageIds(directory.resolve(full + "1" + end), format)).containsExactly("m0");
    assertThat(messageIds(directory.resolve(full + "2" + end), format)).containsExactly("m1");
    assertThat(messageIds(file(format), format)).containsExactly("m2");
  }

  @Test
  void shouldNotRotateInTheMiddleOfABatch() throws Exception {
    try (FileSink sink = open(FileFormat.PLAIN, 100)) {
      write(sink, 0, 5_000);
      sink.commit();
      assertThat(names()).hasSize(2).contains("events.ndjson", "events.ndjson.lock");
    }
    assertThat(messageIds(file(FileFormat.PLAIN), FileFormat.PLAIN)).hasSize(5_000);
  }

  @Test
  void shouldKeepASecondWriterAway() throws Exception {
    try (FileSink second = sink(file(FileFormat.PLAIN), FileFormat.PLAIN, NEVER)) {
      try (FileSink first = open(FileFormat.PLAIN, NEVER)) {
        write(first, 0, 1);
        assertThatThrownBy(second::open)
            .hasMessage(
                "%s is written by this process already; give each process its own"
                    + " reflow.sink.file.path",
                file(FileFormat.PLAIN))
            .extracting(e -> ((SinkException) e).kind())
            .isEqualTo(SinkException.Kind.RETRY);
        first.commit();
      }
      second.open();
      write(second, 1, 1);
      second.commit();
    }
    assertThat(messageIds(file(FileFormat.PLAIN), FileFormat.PLAIN)).containsExactly("m0", "m1");
  }

  @Test
  void shouldTakeOverFromAProcessThatWasKilled() throws Exception {
    Path file = file(FileFormat.PLAIN);
    try (FileSink sink = sink(file, FileFormat.PLAIN, NEVER);
        LockingProcess other = LockingProcess.start(file)) {
      assertThatThrownBy(sink::open)
          .hasMessageStartingWith(file + " is written by process " + other.pid() + ";");
      other.kill();
      sink.open();
      write(sink, 0, 1);
      sink.commit();
    }
    assertThat(messageIds(file, FileFormat.PLAIN)).containsExactly("m0");
    assertThat(names()).containsExactly("events.ndjson");
  }

  @Test
  void shouldMakeMissingDirectoriesAndNamesWithoutExtension() throws Exception {
    Path deep = directory.resolve("a/b/events");
    try (FileSink sink = sink(deep, FileFormat.ZSTD, 1)) {
      sink.open();
      for (int i = 0; i < 2; i++) {
        write(sink, i, 1);
        sink.commit();
      }
    }
    assertThat(deep.resolveSibling("events-20260102T030405-1.zst")).exists();
    assertThat(deep.resolveSibling("events.zst")).exists();
  }

  @Test
  void shouldSayThatThePathCannotBeWritten() throws Exception {
    Path taken = Files.createDirectory(directory.resolve("events.ndjson"));
    try (FileSink sink = sink(taken, FileFormat.PLAIN, NEVER)) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(SinkException.class)
          .hasMessageStartingWith(taken + " cannot be written (")
          .hasMessageEndingWith("): check reflow.sink.file.path");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // has a device that is always full
  void shouldSayThatTheDiskIsFull() throws Exception {
    Path full = Files.createSymbolicLink(file(FileFormat.PLAIN), Path.of("/dev/full"));
    try (FileSink sink = sink(full, FileFormat.PLAIN, NEVER)) {
      sink.open();
      write(sink, 0, 1);
      assertThatThrownBy(sink::commit)
          .hasMessage("the disk of " + full + " is full: make room on it")
          .extracting(e -> ((SinkException) e).kind())
          .isEqualTo(SinkException.Kind.RETRY);
    }
  }

  @Test
  void shouldWriteOnAnInterruptedThread() throws Exception {
    try (FileSink sink = open(FileFormat.ZSTD, NEVER)) {
      Thread.currentThread().interrupt();
      write(sink, 0, 2);
      sink.commit();
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(messageIds(file(FileFormat.ZSTD), FileFormat.ZSTD)).hasSize(2);
  }

  private FileSink open(FileFormat format, long maxBytes) throws SinkException {
    FileSink sink = sink(directory.resolve("events.ndjson"), format, maxBytes);
    sink.open();
    return sink;
  }

  private FileSink sink(Path path, FileFormat format, long maxBytes) {
    return new FileSink(path, FileLimits.ofBytes(maxBytes), false, format, CLOCK, log.log());
  }

  private Path file(FileFormat format) {
    return directory.resolve("events.ndjson" + format.suffix());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void write(FileSink sink, int first, int count) throws SinkException {
    EventPages.numbered(first, count)
        .read(
            event -> {
              try {
                sink.write(event);
              } catch (SinkException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static List<String> ids(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> "m" + i).toList();
  }

  private static List<String> messageIds(Path file, FileFormat format) throws IOException {
    try (InputStream raw = Files.newInputStream(file, StandardOpenOption.READ);
        InputStream in =
            switch (format) {
              case PLAIN -> raw;
              case GZIP -> new GZIPInputStream(raw);
              case ZSTD -> new ZstdInputStream(raw);
            }) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> Json.at(Json.object(line), "data", "custom_attributes", "message_id"))
          .map(String::valueOf)
          .toList();
    }
  }
}
