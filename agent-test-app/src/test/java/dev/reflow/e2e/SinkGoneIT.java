package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Some 50,000 events a second and nobody to take them, from the first to the last. */
final class SinkGoneIT {

  private static final long MAX_BYTES = 16L << 20;
  private static final int EVENTS = 600_000;

  /** The room is full after the fourth. */
  private static final int LOOKS = 12;

  @Test
  void shouldKeepToItsRoomAndCountExactlyWhatExpires() throws Exception {
    AgentRun run =
        new AgentRun("gone", Jdk.running())
            .set("sinks", "websocket")
            .set("server-url", "ws://localhost:1")
            .set("queue.max-bytes", Long.toString(MAX_BYTES))
            .set("retry.initial-delay", "50ms")
            .set("retry.max-delay", "500ms");
    try (LedgerRun program = LedgerRun.start(run, 1, 50, 900)) {
      program.begin();
      for (int look = 0; look < LOOKS; look++) {
        program.awaitSends(EVENTS / LOOKS);
        program.jvm().pause(true);
        assertThat(usedBytes(run.queueDirectory())).isLessThanOrEqualTo(MAX_BYTES);
        program.jvm().pause(false);
      }
      Outcome outcome = program.end();
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      assertThat(outcome.agentLines("websocket sink").size()).isLessThan(4);

      Metrics metrics = program.metrics();
      long sent = Long.parseLong(outcome.stdout().strip());
      assertThat(metrics.recorded() + metrics.dropped()).isEqualTo(sent);
      SinkMetrics sink = metrics.sinks().get(0);
      assertThat(sink.shipped()).isZero();
      assertThat(sink.expired()).isPositive().isEqualTo(metrics.of(Fate.EXPIRED));
      assertThat(sink.lagEvents()).isEqualTo(metrics.recorded() - sink.expired());
      AtomicLong kept = new AtomicLong();
      QueueContents.read(run.queueDirectory(), event -> kept.incrementAndGet());
      assertThat(kept.get()).isEqualTo(metrics.recorded() - sink.expired());
    }
    run.delete();
  }

  /** Up to the last byte of each file that is not zero; what lies ahead is room for later. */
  private static long usedBytes(Path directory) throws IOException {
    long used = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
          length--;
        }
        used += length;
      }
    }
    return used;
  }
}
