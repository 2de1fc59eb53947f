package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @TempDir private Path directory;

  private Settings load(String key, String value) {
    Loaded loaded = new Sources(directory).system(key, value).load();
    assertThat(loaded.problems()).isEmpty();
    return loaded.settings();
  }

  @ParameterizedTest
  @CsvSource({"1ms,PT0.001S", "500ms,PT0.5S", "1s,PT1S", "5m,PT5M", "1h,PT1H", "60 s,PT1M"})
  void shouldReadDurations(String text, Duration expected) {
    assertThat(load("reflow.batch.timeout", text).get(Options.BATCH_TIMEOUT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1024,1024", "1KiB,1024", "64KiB,65536", "1 MiB,1048576", "2GiB,2147483648"})
  void shouldReadSizes(String text, long expected) {
    assertThat(load("reflow.sink.file.max-bytes", text).get(SinkOptions.FILE_MAX_BYTES))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"TRUE,true", "False,false"})
  void shouldReadBooleansInAnyCase(String text, boolean expected) {
    assertThat(load("reflow.enabled", text).get(Options.ENABLED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "100000,100000"})
  void shouldTakeTheEndsOfARange(String text, int expected) {
    assertThat(load("reflow.batch.size", text).get(Options.BATCH_SIZE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reflow.batch.timeout|1|is not a duration from 1ms to 1h such as 500ms, 1s, 5m or 24h",
        "reflow.batch.timeout|2h|is not a duration from 1ms to 1h such as 500ms, 1s, 5m or 24h",
        "reflow.batch.timeout|-1s|is not a duration from 1ms to 1h such as 500ms, 1s, 5m or 24h",
        "reflow.retry.max-delay|999999999999999999h|is not a duration from 1ms to 24h such as"
            + " 500ms, 1s, 5m or 24h",
        "reflow.sink.file.max-bytes|1023|is not a size from 1KiB to 1024GiB such as 64KiB, 256MiB"
            + " or 1GiB",
        "reflow.sink.file.max-bytes|1GB|is not a size from 1KiB to 1024GiB such as 64KiB, 256MiB or"
            + " 1GiB",
        "reflow.batch.size|0|is not a whole number from 1 to 100000",
        "reflow.batch.size|1.5|is not a whole number from 1 to 100000",
        "reflow.batch.size|99999999999|is not a whole number from 1 to 100000",
        "reflow.compression|lz4|is not one of none, gzip, zstd",
        "reflow.sinks|kafak|is not one of websocket, file, kafka, postgres, otlp, none",
        "reflow.sinks|none,file|is not a list of websocket, file, kafka, postgres, otlp, or none alone",
        "reflow.sinks|,|is not a list of websocket, file, kafka, postgres, otlp, or none alone",
        "reflow.server-url|http://localhost|is not a ws:// or wss:// URL with a host",
        "reflow.server-url|ws:///x|is not a ws:// or wss:// URL with a host",
        "reflow.server-url|ws://a b|is not a ws:// or wss:// URL with a host",
        "reflow.queue.dir|''|is not a path",
        "reflow.service|''|is not a name"
      })
  void shouldSayWhatIsAllowedInstead(String key, String value, String expected) {
    Loaded loaded = new Sources(directory).system(key, value).load();

    assertThat(loaded.problems())
        .extracting(Problem::toString)
        .containsExactly("-D" + key + ": \"" + value + "\" " + expected);
  }
}
