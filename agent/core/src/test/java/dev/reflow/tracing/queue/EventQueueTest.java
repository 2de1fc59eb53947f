package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventQueueTest {

  private static final int THREADS = 8;
  private static final int EACH = 100_000;

  @TempDir Path dir;
  private RunDirectory run;
  private EventQueue queue;
  private final Affinity affinity = new Affinity();
  private final List<PaddedLock> held = new ArrayList<>();

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir.resolve("queue"), Flows.process());
    queue =
        new EventQueue(
            Flows.process(), new QueueLimits(4, 4_096, 64 << 20, 64 << 20), Log.silent());
  }

  @AfterEach
  void tearDown() {
    held.forEach(PaddedLock::unlock);
    queue.close();
    run.close();
  }

  @Test
  void shouldReadBackWhatWasAppended() throws Exception {
    queue.open(run);
    append(0, 1_000);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 1_000));
    assertThat(queue.recorded()).isEqualTo(1_000);
  }

  @Test
  void shouldMoveWhatCameBeforeItWasOpenInOrder() throws Exception {
    append(0, 10_000);
    queue.open(run);
    append(10_000, 11_000);
    queue.close();

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 11_000));
  }

  @Test
  void shouldRecordEachEventOfManyThreadsOnce() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long from = (long) i * EACH;
      threads.add(start(() -> appendPersistently(from, from + EACH)));
    }
    queue.open(run);
    Thread closer = start(() -> closeIdlePagesUntil(done));
    for (Thread thread : threads) {
      thread.join();
    }
    done.set(true);
    closer.join();
    queue.close();

    assertThat(queue.recorded()).isEqualTo((long) THREADS * EACH);
    List<Long> read = Flows.sequences(run);
    assertThat(read).hasSize(THREADS * EACH);
    Set<Long> distinct = new TreeSet<>(read);
    assertThat(distinct).hasSize(THREADS * EACH);
  }

  @Test
  void shouldDropWhenEveryStripeIsBusy() throws Exception {
    queue.open(run);
    holdStripes(0);

    assertThat(queue.append(Flows.flow(1), affinity)).isEqualTo(Fate.STRIPE_BUSY);
    assertThat(queue.recorded()).isZero();
  }

  @Test
  void shouldMoveOnToAFreeStripeAndRememberIt() throws Exception {
    queue.open(run);
    holdStripes(1);

    assertThat(queue.append(Flows.flow(1), affinity)).isEqualTo(Fate.RECORDED);
    assertThat(affinity.stripe & 3).isZero();
  }

  @Test
  void shouldRecordTheLargestFlowThatCaptureCanMake() throws Exception {
    queue.open(run);
    FlowRecord flow = Flows.flow(1);
    for (int i = 0; i < FlowRecord.MAX_ATTRIBUTES; i++) {
      Name key = new Name(10 + i, "a".repeat(600) + i);
      Objects.requireNonNull(flow.addAttribute(key)).setText("\u20ac".repeat(5_000));
    }
    flow.error = "e".repeat(5_000);

    assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    append(2, 1_000);
    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(1, 1_000));
  }

  @Test
  void shouldDropWhenTheStartBufferIsFull() {
    queue =
        new EventQueue(Flows.process(), new QueueLimits(1, 4_096, 1 << 20, 1 << 20), Log.silent());
    Set<Fate> fates = new TreeSet<>();
    for (long i = 0; i < 40_000; i++) {
      fates.add(queue.append(Flows.flow(i), affinity));
    }

    assertThat(fates).containsExactly(Fate.RECORDED, Fate.START_BUFFER_FULL);
    assertThat(queue.recorded()).isBetween(15_000L, 22_000L);
  }

  @Test
  void shouldNotWasteTheStartBufferOnIdlePages() throws Exception {
    for (long i = 0; i < 1_000; i++) {
      append(i, i + 1);
      queue.closeIdlePages();
    }
    queue.open(run);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 1_000));
  }

  @Test
  void shouldDropAfterItWasClosed() throws Exception {
    queue.open(run);
    queue.close();

    assertThat(queue.append(Flows.flow(1), affinity)).isEqualTo(Fate.STOPPED);
  }

  @Test
  void shouldDropAfterItWasRefused() {
    append(0, 10);
    queue.refuse();

    assertThat(queue.append(Flows.flow(1), affinity)).isEqualTo(Fate.DISK_GUARDED);
  }

  @Test
  void shouldCountWhatWasOnlyInMemoryWhenItIsRefused() {
    append(0, 10);

    assertThat(queue.refuse()).isEqualTo(10);
    assertThat(queue.recorded()).isZero();
  }

  @Test
  void shouldRecordAgainWhenItCanBeOpenedAfterItWasRefused() throws Exception {
    queue.refuse();
    append(queue, Fate.DISK_GUARDED);
    queue.open(run);
    append(0, 10);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 10));
  }

  @Test
  void shouldGoOnInAnotherDirectoryWhenOneIsDeleted() throws Exception {
    queue.open(run);
    append(0, 100);
    deleteRecursively(run.path());
    assertThat(run.isGone()).isTrue();
    queue.tend();
    try (RunDirectory other = RunDirectory.create(dir.resolve("other"), Flows.process())) {
      queue.open(other);
      append(100, 200);
      queue.tend();

      assertThat(other.isGone()).isFalse();
      assertThat(Flows.sequences(other)).containsExactlyElementsOf(numbers(100, 200));
      assertThat(queue.recorded()).isEqualTo(200);
    }
  }

  @Test
  void shouldDropAsToldUntilItIsResumed() throws Exception {
    queue.open(run);
    queue.pause(Fate.QUEUE_FULL);
    append(queue, Fate.QUEUE_FULL);
    queue.resume(Fate.DISK_GUARDED);
    append(queue, Fate.QUEUE_FULL);
    queue.resume(Fate.QUEUE_FULL);
    append(0, 10);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 10));
  }

  private static void deleteRecursively(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void append(EventQueue to, Fate expected) {
    assertThat(to.append(Flows.flow(1), affinity)).isEqualTo(expected);
  }

  @Test
  void shouldSayInOneSentenceThatItCannotBeOpened() throws Exception {
    Files.writeString(run.path().resolve("stripe-1"), "in the way");

    assertThatThrownBy(() -> queue.open(run))
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageContaining("cannot be opened")
        .hasMessageContaining("stripe-1");
    assertThat(queue.append(Flows.flow(1), affinity)).isEqualTo(Fate.RECORDED);
  }

  @Test
  void shouldRecordForAnInterruptedThreadAndLeaveItInterrupted() throws Exception {
    queue.open(run);
    Thread.currentThread().interrupt();
    append(0, 1_000);

    assertThat(Thread.interrupted()).isTrue();
    append(1_000, 2_000);
    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 2_000));
  }

  @Test
  void shouldDropARecordThatCannotBeWrittenAndKeepThoseAroundIt() throws Exception {
    queue.open(run);
    append(0, 10);
    assertThat(queue.append(broken(), affinity)).isEqualTo(Fate.DISK_GUARDED);
    append(10, 20);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 20));
  }

  @Test
  void shouldGoOnAfterManyRecordsThatCannotBeWritten() throws Exception {
    queue.open(run);
    for (int i = 0; i < 100; i++) {
      queue.append(broken(), affinity);
    }
    append(0, 10);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 10));
  }

  /** Its thread's name cannot be encoded. */
  @SuppressWarnings("NullAway") // the fault is the point
  private static FlowRecord broken() {
    FlowRecord flow = Flows.flow(1);
    flow.thread = new Name(77, null);
    return flow;
  }

  private void append(long from, long to) {
    FlowRecord flow = new FlowRecord();
    for (long i = from; i < to; i++) {
      Flows.set(flow, i);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  /** A thread of a test that shares two processors with others may find every stripe taken. */
  private void appendPersistently(long from, long to) {
    FlowRecord flow = new FlowRecord();
    Affinity own = new Affinity();
    for (long i = from; i < to; i++) {
      Flows.set(flow, i);
      while (queue.append(flow, own) == Fate.STRIPE_BUSY) {
        Thread.onSpinWait();
      }
    }
  }

  private void closeIdlePagesUntil(AtomicBoolean done) {
    while (!done.get()) {
      queue.tend();
      queue.closeIdlePages();
    }
  }

  private void holdStripes(int from) {
    for (int i = from; i < 4; i++) {
      PaddedLock lock = queue.stripe(i).lock;
      assertThat(lock.tryLock()).isTrue();
      held.add(lock);
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
