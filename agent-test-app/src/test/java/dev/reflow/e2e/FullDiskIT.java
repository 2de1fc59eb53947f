package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The queue's disk is filled to its last byte while the application sends: it notices nothing, each
 * event that is dropped is counted, and recording goes on by itself when there is room.
 */
final class FullDiskIT {

  private static final int THREADS = 4;

  /** So few that the disk is not full again, of events, before recording is said to go on. */
  private static final int BURST = 5;

  private static final long PAUSE_US = 1_000;

  /** How long the pace is taken. */
  private static final Duration LAP = Duration.ofMillis(700);

  private final AgentRun run = new AgentRun("full-disk", Jdk.running());

  FullDiskIT() throws Exception {}

  @Test
  void shouldDropCountAndGoOnWhenAMemoryFileSystemIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.tmpfs(run.queueDirectory())) {
      checkFull(disk);
    }
  }

  @Test
  void shouldDropCountAndGoOnWhenADiskIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.ext4(run.queueDirectory())) {
      checkFull(disk);
    }
  }

  @Test
  void shouldDropCountAndGoOnWhenNoFileCanBeMade() throws Exception {
    try (SmallDisk disk = SmallDisk.ext4(run.queueDirectory())) {
      run.set("queue.max-bytes", "16MiB");
      try (LedgerRun program = LedgerRun.start(run, THREADS, 40 * BURST, PAUSE_US)) {
        program.begin();
        program.awaitSends(1_000);
        disk.lock(true);
        program.awaitLine(Fate.DISK_GUARDED.text());
        disk.lock(false);
        program.awaitLine("recording goes on");
        Outcome outcome = program.end();

        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        assertThat(outcome.strangeLines()).isEmpty();
        long sent = Long.parseLong(outcome.stdout().strip());
        assertThat(program.metrics().recorded() + program.metrics().dropped()).isEqualTo(sent);
      }
    }
  }

  private void checkFull(SmallDisk disk) throws Exception {
    try (LedgerRun program = LedgerRun.start(run, THREADS, BURST, PAUSE_US)) {
      program.begin();
      program.awaitSends(1_000);
      double before = program.pace(LAP);
      disk.fill();
      program.awaitLine(Fate.DISK_GUARDED.text());
      double full = program.pace(LAP);
      assertThat(full).as("sends a second, %s before", before).isGreaterThan(before / 3);

      disk.free();
      program.awaitLine("recording goes on");
      Outcome outcome = program.end();

      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      long sent = Long.parseLong(outcome.stdout().strip());
      Metrics metrics = program.metrics();
      assertThat(metrics.of(Fate.DISK_GUARDED)).isPositive();
      assertThat(metrics.recorded() + metrics.dropped()).isEqualTo(sent);
      long[] read = {0};
      QueueContents.read(run.queueDirectory(), event -> read[0]++);
      assertThat(read[0]).isEqualTo(metrics.recorded());
    }
  }
}
