package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose directory somebody deletes, and the one that its process begins instead. */
class DeletedRunTest {

  private static final long SEGMENT_BYTES = 1 << 20;

  @TempDir Path dir;
  private final LogLines log = new LogLines();
  private final Fates fates = new Fates();
  private final Affinity affinity = new Affinity();
  private RunDirectory run;
  private EventQueue queue;
  private long sent;

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    queue =
        new EventQueue(
            Flows.process(), new QueueLimits(1, 4_096, SEGMENT_BYTES, 1 << 20), log.log());
    queue.open(run);
  }

  @AfterEach
  void tearDown() {
    queue.close();
    run.close();
  }

  @Test
  void shouldTouchNothingOfTheNext() throws Exception {
    Retention former = retention(run, 1, false);
    record(50_000);
    former.step();
    try (RunDirectory next = beginNext()) {
      long before = sent;
      record(50_000);
      former.step();

      assertThat(Flows.sequences(next)).isEqualTo(LongStream.range(before, sent).boxed().toList());
    }
  }

  @Test
  void shouldNotLeaveTheQueuePausedForTheNext() throws Exception {
    record(50_000);
    retention(run, 1, true).step();
    assertThat(queue.append(Flows.flow(sent), affinity)).isEqualTo(Fate.QUEUE_FULL);
    try (RunDirectory next = beginNext()) {
      retention(next, Long.MAX_VALUE, true).step();
      record(1);

      assertThat(Flows.sequences(next)).containsExactly(sent - 1);
    }
  }

  private RunDirectory beginNext() throws Exception {
    deleteAll(run.path());
    RunDirectory next = RunDirectory.create(dir, Flows.process());
    queue.open(next);
    return next;
  }

  private Retention retention(RunDirectory of, long maxBytes, boolean dropsNew) {
    RetentionLimits limits = new RetentionLimits(maxBytes, Duration.ofHours(24), dropsNew);
    List<String> sinks = dropsNew ? List.of("one") : List.of();
    return new Retention(of, queue, limits, sinks, fates, Clock.systemUTC(), log.log());
  }

  private void record(int events) {
    FlowRecord flow = new FlowRecord();
    for (int i = 0; i < events; i++) {
      if (i % 1_000 == 0) {
        queue.tend();
      }
      Flows.set(flow, sent++);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
