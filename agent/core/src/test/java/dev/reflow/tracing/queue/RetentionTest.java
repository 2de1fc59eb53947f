package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

  private static final long SEGMENT_BYTES = 1 << 20;
  private static final Duration DAY = Duration.ofHours(24);

  @TempDir Path dir;
  private final LogLines log = new LogLines();
  private final Fates fates = new Fates();
  private final List<Long> seen = new ArrayList<>();
  private final List<SinkCursor> cursors = new ArrayList<>();
  private Instant now = Instant.now();
  private RunDirectory run;
  private EventQueue queue;
  private long sent;

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    queue = openQueue(run);
  }

  @AfterEach
  void tearDown() {
    cursors.forEach(SinkCursor::close);
    queue.close();
    run.close();
  }

  @Test
  void shouldTouchNothingBelowTheLimits() throws Exception {
    record(0, 100_000);
    long bytes = bytes();

    assertThat(retention(bytes, false).step()).isZero();
    assertThat(bytes()).isEqualTo(bytes);
    assertThat(Flows.sequences(run)).hasSize(100_000);
  }

  @Test
  void shouldDeleteTheOldestShippedFilesFirstAndNoMoreThanItMust() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    ship(cursor, Integer.MAX_VALUE);
    int files = files(0).size();
    long maxBytes = bytes() - 1;
    retention(maxBytes, false, "one").step();

    // One is to be used again, and takes room until then.
    assertThat(files(0)).hasSize(files - 2);
    assertThat(files(0).get(0)).isEqualTo(SegmentName.file(run.stripe(0), 2));
    assertThat(fates.of(Fate.EXPIRED)).isZero();
    assertThat(Flows.sequences(run)).endsWith(199_999L);
  }

  @Test
  void shouldLetASingleWriterUseAllOfIt() throws Exception {
    long maxBytes = 8 * SEGMENT_BYTES;
    Retention retention = retention(maxBytes, false);
    for (int i = 0; i < 40; i++) {
      record(0, 10_000);
      retention.step();
      assertThat(bytes()).isLessThanOrEqualTo(maxBytes);
    }

    // What is not used is less than the file that went last.
    assertThat(bytes()).isGreaterThan(maxBytes - 2 * SEGMENT_BYTES);
    assertThat(fates.of(Fate.EXPIRED)).isZero();
  }

  @Test
  void shouldDropTheOldestAndCountExactlyWhatTheSinkMisses() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    ship(cursor, 1_234);
    retention(bytes() / 2, false, "one").step();
    long expired = fates.of(Fate.EXPIRED);
    ship(cursor, Integer.MAX_VALUE);

    assertThat(expired).isGreaterThan(50_000);
    List<Long> arrived = new ArrayList<>(numbers(0, 1_234));
    arrived.addAll(numbers(1_234 + expired, 200_000));
    assertThat(seen).isEqualTo(arrived);
  }

  @Test
  void shouldTellTheNextProcessWhereToGoOn() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    ship(cursor, 1_234);
    retention(bytes() / 2, false, "one").step();
    cursor.close();
    ship(cursor("one"), Integer.MAX_VALUE);

    assertThat(seen).hasSize((int) (200_000 - fates.of(Fate.EXPIRED))).doesNotHaveDuplicates();
    assertThat(log.lines()).noneMatch(line -> line.contains("damage"));
  }

  @Test
  void shouldNotCountWhatIsOnItsWayAndArrives() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    cursor.poll(this::see, 1_000);
    retention(bytes() / 2, false, "one").step();
    cursor.commit();
    ship(cursor, Integer.MAX_VALUE);

    assertThat(seen).hasSize((int) (200_000 - fates.of(Fate.EXPIRED))).doesNotHaveDuplicates();
  }

  @Test
  void shouldCountWhatWasOnItsWayAndDidNotArrive() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    cursor.poll(event -> {}, 1_000);
    Retention retention = retention(bytes() / 2, false, "one");
    retention.step();
    long before = fates.of(Fate.EXPIRED);
    cursor.rewind();
    retention.countExpired();
    ship(cursor, Integer.MAX_VALUE);

    assertThat(fates.of(Fate.EXPIRED)).isEqualTo(before + 1_000);
    assertThat(cursor.expired()).isEqualTo(before + 1_000);
    assertThat(seen).hasSize((int) (200_000 - fates.of(Fate.EXPIRED))).doesNotHaveDuplicates();
  }

  @Test
  void shouldCountALossForEachSinkThatHasIt() throws Exception {
    record(0, 200_000);
    ship(cursor("one"), Integer.MAX_VALUE);
    SinkCursor two = cursor("two");
    // The third has no shipper: it could not be made.
    retention(bytes() / 2, false, "one", "two", "three").step();

    assertThat(fates.of(Fate.EXPIRED)).isEqualTo(2 * two.expired()).isPositive();
  }

  @Test
  void shouldDropNewOnesUntilThereIsRoom() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    Retention retention = retention(bytes() / 2, true, "one");
    retention.step();
    long bytes = bytes();
    assertThat(queue.append(Flows.flow(sent), affinity(0))).isEqualTo(Fate.QUEUE_FULL);
    retention.step();
    assertThat(bytes()).isEqualTo(bytes);

    ship(cursor, 180_000);
    retention.step();
    record(0, 1);
    ship(cursor, Integer.MAX_VALUE);
    assertThat(seen).isEqualTo(numbers(0, 200_001));
    assertThat(fates.of(Fate.EXPIRED)).isZero();
  }

  @Test
  void shouldNeverDeleteAFileThatIsWritten() throws Exception {
    record(0, 100_000);
    record(1, 10);
    // As a writer prepares it before it goes there.
    Files.createFile(SegmentName.file(run.stripe(1), 1));
    retention(1, false, "one").step();
    record(0, 10);
    record(1, 10);

    assertThat(Flows.sequences(run)).containsAll(numbers(100_000, 100_030));
  }

  @Test
  void shouldExpireByAgeWhatALivingRunHasLeft() throws Exception {
    record(0, 200_000);
    SinkCursor cursor = cursor("one");
    for (Path file : files(0)) {
      Files.setLastModifiedTime(file, FileTime.from(now.minus(DAY)));
    }
    int files = files(0).size();
    Retention retention = retention(Long.MAX_VALUE, true, "one");
    retention.step();
    assertThat(files(0)).hasSize(files);
    now = now.plusSeconds(1);
    retention.step();
    ship(cursor, Integer.MAX_VALUE);

    assertThat(files(0)).hasSize(1);
    assertThat(seen.size() + fates.of(Fate.EXPIRED)).isEqualTo(200_000);
    assertThat(queue.append(Flows.flow(sent), affinity(0))).isEqualTo(Fate.RECORDED);
  }

  @Test
  void shouldExpireRunsOfDeadProcessesBeforeTheOwn() throws Exception {
    RunDirectory dead = deadRun(150_000);
    Files.writeString(dead.path().resolve("dead-letters-one.ndjson"), "{}\n");
    record(0, 50_000);
    cursor("one");
    retention(bytes(run), false, "one").step();

    assertThat(dead.path()).doesNotExist();
    assertThat(dir.resolve(dead.path().getFileName() + "-dead-letters-one.ndjson")).exists();
    assertThat(fates.of(Fate.EXPIRED)).isEqualTo(150_000);
    assertThat(Flows.sequences(run)).hasSize(50_000);
  }

  @Test
  void shouldCountOfADeadRunOnlyWhatTheSinkDidNotHave() throws Exception {
    RunDirectory dead = deadRun(150_000);
    SinkCursor cursor = SinkCursor.open(dead, "one", log.log());
    ship(cursor, 140_000);
    cursor.close();
    retention(bytes(run), false, "one").step();

    assertThat(dead.path()).doesNotExist();
    assertThat(fates.of(Fate.EXPIRED)).isEqualTo(10_000);
  }

  @Test
  void shouldTakeAShippedDeadRunForHistory() throws Exception {
    RunDirectory dead = deadRun(150_000);
    SinkCursor cursor = SinkCursor.open(dead, "one", log.log());
    ship(cursor, Integer.MAX_VALUE);
    cursor.close();
    retention(bytes(), true, "one").step();
    assertThat(dead.path()).exists();

    retention(bytes(run), true, "one").step();
    assertThat(dead.path()).doesNotExist();
    assertThat(fates.of(Fate.EXPIRED)).isZero();
  }

  @Test
  void shouldTakeAShippedDeadRunForHistoryWhoseLastFileWasOnlyPrepared() throws Exception {
    RunDirectory dead = deadRun(150_000);
    long latest = SegmentName.all(dead.stripe(0)).lastKey();
    byte[] prepared = Files.readAllBytes(SegmentName.file(dead.stripe(0), latest));
    Arrays.fill(prepared, SegmentPrefix.BYTES, prepared.length, (byte) 0);
    Files.write(SegmentName.file(dead.stripe(0), latest + 1), prepared);
    SinkCursor cursor = SinkCursor.open(dead, "one", log.log());
    ship(cursor, Integer.MAX_VALUE);
    cursor.close();
    retention(bytes(run), true, "one").step();

    assertThat(dead.path()).doesNotExist();
    assertThat(fates.of(Fate.EXPIRED)).isZero();
  }

  @Test
  void shouldGiveUpFilesOfADeadRunThatAShipperIsAbout() throws Exception {
    RunDirectory dead = deadRun(150_000);
    RunDirectory adopted = dead.adopt();
    assertThat(adopted).isNotNull();
    SinkCursor cursor = SinkCursor.open(adopted, "one", log.log());
    cursors.add(cursor);
    ship(cursor, 5_000);
    retention(bytes(run) + 3 * SEGMENT_BYTES, false, "one").step();
    ship(cursor, Integer.MAX_VALUE);

    assertThat(fates.of(Fate.EXPIRED)).isPositive();
    assertThat(seen.size() + fates.of(Fate.EXPIRED)).isEqualTo(150_000);
    assertThat(dead.adopt()).as("who else could take it").isNull();
    adopted.close();
  }

  private RunDirectory deadRun(int events) throws Exception {
    RunDirectory dead = RunDirectory.create(dir, Flows.process());
    try (EventQueue itsQueue = openQueue(dead)) {
      FlowRecord flow = new FlowRecord();
      Affinity affinity = affinity(0);
      for (long i = 0; i < events; i++) {
        if (i % 1_000 == 0) {
          itsQueue.tend();
        }
        Flows.set(flow, i);
        assertThat(itsQueue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
      }
    }
    dead.close();
    for (Path file : SegmentName.all(dead.stripe(0)).values()) {
      Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(600)));
    }
    return dead;
  }

  private EventQueue openQueue(RunDirectory of) throws Exception {
    EventQueue opened =
        new EventQueue(
            Flows.process(), new QueueLimits(2, 4_096, SEGMENT_BYTES, 1 << 20), log.log());
    opened.open(of);
    return opened;
  }

  private Retention retention(long maxBytes, boolean dropsNew, String... sinks) {
    RetentionLimits limits = new RetentionLimits(maxBytes, DAY, dropsNew);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    return new Retention(run, queue, limits, List.of(sinks), fates, clock, log.log());
  }

  private SinkCursor cursor(String sink) {
    SinkCursor cursor = SinkCursor.open(run, sink, log.log());
    cursors.add(cursor);
    return cursor;
  }

  private void ship(SinkCursor cursor, int most) throws Exception {
    int left = most;
    int read = cursor.poll(this::see, Math.min(left, 10_000));
    while (read > 0) {
      cursor.commit();
      left -= read;
      read = cursor.poll(this::see, Math.min(left, 10_000));
    }
  }

  private void see(dev.reflow.tracing.event.EventView event) {
    seen.add(Flows.sequence(event));
  }

  private void record(int stripe, int events) {
    FlowRecord flow = new FlowRecord();
    Affinity affinity = affinity(stripe);
    for (int i = 0; i < events; i++) {
      if (i % 1_000 == 0) {
        queue.tend();
      }
      Flows.set(flow, sent++);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  private static Affinity affinity(int stripe) {
    Affinity affinity = new Affinity();
    affinity.stripe = stripe;
    return affinity;
  }

  private List<Path> files(int stripe) throws Exception {
    return List.copyOf(SegmentName.all(run.stripe(stripe)).values());
  }

  private long bytes() throws Exception {
    return new StoredFiles(dir, queue)
        .of(RunDirectory.list(dir)).stream().mapToLong(StoredFile::bytes).sum();
  }

  private long bytes(RunDirectory of) {
    return new StoredFiles(dir, queue).of(List.of(of)).stream().mapToLong(StoredFile::bytes).sum();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
