package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files without events in the runs of other processes. */
class LeftoversTest {

  private static final long BYTES = 1 << 20;

  @TempDir Path dir;
  private Instant now = Instant.now();
  private RunDirectory run;
  private EventQueue queue;

  /** Of another process, which lives until it is closed. */
  private RunDirectory other;

  private Path events;
  private Path spare;
  private Path unnamed;

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    queue = new EventQueue(Flows.process(), new QueueLimits(1, 4_096, BYTES, BYTES), Log.silent());
    queue.open(run);
    other = RunDirectory.create(dir, Flows.process());
    Files.createDirectory(other.stripe(0));
    events = Files.write(SegmentName.file(other.stripe(0), 0), SegmentPrefix.bytes());
    spare = Files.write(other.path().resolve(".spare-7"), new byte[1_000]);
    unnamed = Files.write(other.stripe(0).resolve(".20000101-0005V.cq4"), new byte[500]);
  }

  @AfterEach
  void tearDown() {
    queue.close();
    run.close();
    other.close();
  }

  @Test
  void shouldCountThoseOfALivingProcessAndLeaveThem() throws Exception {
    Retention retention = retention(100 * BYTES);
    long before = retention.step();
    assertThat(spare).exists();
    assertThat(unnamed).exists();

    Files.delete(spare);
    now = now.plusSeconds(1);
    assertThat(retention.step()).isEqualTo(before + 1_000);
    Files.delete(unnamed);
    now = now.plusSeconds(1);
    assertThat(retention.step()).isEqualTo(before + 1_500);
  }

  @Test
  void shouldDeleteThoseOfAKilledProcessAtTheFirstLook() throws Exception {
    other.close();
    Path empty = Files.createFile(other.stripe(0).resolve(".20000101-0010V.cq4"));
    retention(100 * BYTES).step();

    assertThat(List.of(spare, unnamed, empty)).noneMatch(Files::exists);
    assertThat(events).exists();
  }

  @Test
  void shouldCountTheOthersWhereOneGoesMeanwhile() throws Exception {
    long room = retention(100 * BYTES).step();
    Files.createSymbolicLink(other.path().resolve(".spare-9"), dir.resolve("gone"));

    assertThat(retention(100 * BYTES).step()).isEqualTo(room);
  }

  @Test
  void shouldKeepCountingOneThatCannotBeDeleted() throws Exception {
    other.close();
    Path full = Files.createDirectories(other.path().resolve(".spare-8").resolve("full"));
    Retention retention = retention(100 * BYTES);
    long room = retention.step();
    assertThat(spare).doesNotExist();

    Files.delete(full);
    Files.delete(full.getParent());
    now = now.plusSeconds(1);
    assertThat(retention.step()).isGreaterThan(room);
  }

  @Test
  void shouldDeleteThoseOfAProcessKilledLaterWhenRoomIsNeeded() throws Exception {
    Retention retention = retention(100 * BYTES);
    long room = retention.step();
    Retention tight = retention(100 * BYTES - room - 1);
    tight.step();
    assertThat(spare).exists();
    other.close();

    assertThat(tight.step()).isEqualTo(1_499);
    assertThat(List.of(spare, unnamed)).noneMatch(Files::exists);
    assertThat(events).exists();
  }

  @Test
  void shouldLeaveADeadRunOfWhichAFileWasNotSeen() throws Exception {
    other.close();
    RunDirectory found = RunDirectory.at(other.path());
    // As when the directory could not be read, for the process had no file descriptor left.
    List<StoredFile> seen = List.of();
    deleteRun(found, seen);
    assertThat(events).exists();

    Files.delete(events);
    deleteRun(found, seen);
    assertThat(other.path()).doesNotExist();
  }

  private void deleteRun(RunDirectory found, List<StoredFile> seen) throws Exception {
    try (HeldRun held = HeldRun.hold(found, run, List.of(), seen, new HashMap<>(), Log.silent())) {
      Objects.requireNonNull(held).deleteRun();
    }
  }

  private Retention retention(long maxBytes) {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    RetentionLimits limits = new RetentionLimits(maxBytes, Duration.ofHours(24), false);
    return new Retention(run, queue, limits, List.of(), new Fates(), clock, Log.silent());
  }
}
