package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {

  @TempDir Path queueDir;
  private final LogLines log = new LogLines();
  private final FakeSink one = new FakeSink();
  private final FakeSink other = new FakeSink();
  private Runs dead;
  private Runs own;

  @BeforeEach
  void setUp() throws IOException {
    dead = Runs.start(queueDir, 1).record(10).die();
    own = Runs.start(queueDir, 2);
  }

  @AfterEach
  void tearDown() {
    own.close();
  }

  @Test
  void shouldShipWhatADeadProcessLeftAndDeleteIt() throws IOException {
    own.record(3);
    try (Shipper shipper = shipper(one, "one")) {
      assertThat(Adoption.adopt(own.directory(), List.of(shipper), log.log())).isEqualTo(1);
      work(shipper);
    }
    assertThat(one.acknowledged()).hasSize(13).contains("m9");
    assertThat(dead.file(null)).doesNotExist();
    assertThat(own.file(null)).exists();
    assertThat(log.lines())
        .contains(
            "INFO what an earlier process left in " + dead.file(null) + " is shipped, events: 10");
  }

  @Test
  void shouldGoOnWhereTheDeadProcessStopped() throws IOException {
    try (RunFeed feed = dead.feed("one", log.log())) {
      feed.poll(event -> {}, 6);
      feed.commit();
    }
    try (Shipper shipper = shipper(one, "one")) {
      Adoption.adopt(own.directory(), List.of(shipper), log.log());
      work(shipper);
    }
    assertThat(one.acknowledged()).containsExactly("m6", "m7", "m8", "m9");
  }

  @Test
  void shouldDeleteARunOnlyWhenEverySinkHasIt() throws IOException {
    try (Shipper first = shipper(one, "one");
        Shipper second = shipper(other, "two")) {
      other.openFailure = SinkException.retry("gone", null);
      Adoption.adopt(own.directory(), List.of(first, second), log.log());
      work(first);
      work(second);
      assertThat(one.acknowledged()).hasSize(10);
      assertThat(dead.file(null)).exists();

      other.openFailure = null;
      assertThat(second.drain(Long.MAX_VALUE, ns -> {})).isTrue();
      work(second);
      assertThat(other.acknowledged()).hasSize(10);
      assertThat(dead.file(null)).doesNotExist();
    }
  }

  @Test
  void shouldLeaveARunAloneThatAnotherProcessHasTaken() throws IOException {
    RunDirectory taken = Objects.requireNonNull(dead.directory().adopt());
    try (Shipper shipper = shipper(one, "one")) {
      assertThat(Adoption.adopt(own.directory(), List.of(shipper), log.log())).isZero();
      taken.close();
      assertThat(Adoption.adopt(own.directory(), List.of(shipper), log.log())).isEqualTo(1);
      RunDirectory again = Objects.requireNonNull(dead.directory().adopt());
      assertThat(dead.directory().adopt()).isNull();
      work(shipper);
      assertThat(one.acknowledged()).isEmpty();
      assertThat(dead.file(null)).exists();
      again.close();
    }
  }

  @Test
  void shouldLeaveLivingRunsAlone() throws IOException {
    try (Runs living = Runs.start(queueDir, 3).record(5);
        Shipper shipper = shipper(one, "one")) {
      assertThat(Adoption.adopt(own.directory(), List.of(shipper), log.log())).isEqualTo(1);
      work(shipper);
      assertThat(one.acknowledged()).hasSize(10);
      assertThat(living.file(null)).exists();
    }
  }

  @Test
  void shouldKeepDeadLettersBeyondTheirRun() throws IOException {
    one.poison.add("m4");
    try (Shipper shipper = shipper(one, "one")) {
      Adoption.adopt(own.directory(), List.of(shipper), log.log());
      work(shipper);
    }
    assertThat(one.acknowledged()).hasSize(9);
    assertThat(dead.file(null)).doesNotExist();
    Path letters = queueDir.resolve(dead.file(null).getFileName() + "-dead-letters-one.ndjson");
    assertThat(Files.readAllLines(letters)).hasSize(1);
  }

  @Test
  void shouldAdoptNothingWithoutASink() throws IOException {
    assertThat(Adoption.adopt(own.directory(), List.of(), log.log())).isZero();
    assertThat(dead.file(null)).exists();
  }

  private Shipper shipper(FakeSink sink, String name) throws IOException {
    sink.name = name;
    BatchLimits limits = new BatchLimits(4, Duration.ZERO);
    Backoff backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new SplittableRandom(7));
    return new Shipper(sink, own.feed(name, log.log()), limits, backoff, () -> 0, log.log());
  }

  private static void work(Shipper shipper) {
    int steps = 0;
    while (shipper.doWork() > 0) {
      assertThat(++steps).as("steps of work").isLessThan(1_000);
    }
  }
}
