package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

  @TempDir private Path dir;

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    MetricsFile.write(dir, SomeMetrics.at(1));
    MetricsFile.write(dir, SomeMetrics.at(2));

    assertThat(MetricsFile.read(dir)).isEqualTo(SomeMetrics.at(2));
    assertThat(dir)
        .isDirectoryContaining("glob:**/metrics.json")
        .isDirectoryNotContaining("glob:**.next");
  }

  @Test
  void shouldHaveTheNamesThatUsersKnow() throws IOException {
    MetricsFile.write(dir, SomeMetrics.at(1));

    assertThat(Files.readString(dir.resolve("metrics.json")))
        .startsWith(
            "{\"time_ms\":1,\"events_per_second\":1234.5,\"avg_latency_ms\":2.25,"
                + "\"memory_usage_mb\":12.125,\"recorded\":1000,\"sampled_out\":200,\"expired\":5,"
                + "\"dropped\":{\"too_large\":3,\"stripe_busy\":4,\"disk_guarded\":0,")
        .contains(
            ",\"shipped\":1050,\"retried\":10,\"lag_events\":900,\"lag_seconds\":60.25,"
                + "\"bytes_on_disk\":65536,"
                + "\"causes_forgotten\":7,");
  }

  @Test
  void shouldPassOverWhatALaterVersionWrites() throws IOException {
    Files.writeString(
        dir.resolve("metrics.json"),
        "{\"new\":[{\"a\":1}],\"recorded\":7,\"dropped\":{\"too_hot\":3,\"too_large\":1},"
            + "\"sinks\":[{\"sink\":\"file\",\"shipped\":5,\"new\":{\"b\":[2]}}],\"name\":\"x\"}");

    Metrics metrics = MetricsFile.read(dir);
    assertThat(metrics.recorded()).isEqualTo(7);
    assertThat(metrics.of(Fate.TOO_LARGE)).isEqualTo(1);
    assertThat(metrics.shipped()).isEqualTo(5);
  }

  @Test
  void shouldNameAFileThatHoldsNoFigures() throws IOException {
    Path file = dir.resolve("metrics.json");
    assertThatThrownBy(() -> MetricsFile.read(dir)).hasMessageContaining(file.toString());
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> MetricsFile.read(dir)).hasMessage(file + " holds no figures");
    Files.writeString(file, "{\"recorded\":");
    assertThatThrownBy(() -> MetricsFile.read(dir)).hasMessageStartingWith(file + " holds no");
  }

  @Test
  void shouldBeLikeFiguresOfAnotherMoment() {
    assertThat(SomeMetrics.at(1).isLike(SomeMetrics.at(2))).isTrue();
    assertThat(SomeMetrics.at(1).isLike(Metrics.NONE)).isFalse();
  }
}
