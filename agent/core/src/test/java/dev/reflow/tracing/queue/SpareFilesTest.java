package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.event.EdgeRates;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.LogLines;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written once more when all who need them have read them. */
class SpareFilesTest {

  private static final long SEGMENT_BYTES = 1 << 20;

  /** Two files may be spare. */
  private static final long MAX_BYTES = 16 * SEGMENT_BYTES;

  private static final int ROUND = 10_000;

  @TempDir Path dir;
  private final LogLines log = new LogLines();
  private final Fates fates = new Fates();
  private final Affinity affinity = new Affinity();
  private final FlowRecord flow = new FlowRecord();
  private final Set<Object> used = new HashSet<>();
  private RunDirectory run;
  private EventQueue queue;
  private Retention retention;
  private long sent;

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    queue =
        new EventQueue(
            Flows.process(), new QueueLimits(1, 4_096, SEGMENT_BYTES, 1 << 20), log.log());
    queue.open(run);
    RetentionLimits limits = new RetentionLimits(MAX_BYTES, Duration.ofHours(24), false);
    retention = new Retention(run, queue, limits, List.of(), fates, Clock.systemUTC(), log.log());
  }

  @AfterEach
  void tearDown() {
    queue.close();
    run.close();
  }

  @Test
  void shouldWriteNoNewFileOnceTheQueueIsAsLargeAsItMayBe() throws Exception {
    recordRounds(60);
    assertThat(spares()).isNotEmpty();
    used.addAll(inodes());
    recordRounds(60);

    assertThat(used).containsAll(inodes());
    assertThat(Flows.sequences(run)).isEqualTo(numbersUpTo(sent)).hasSizeGreaterThan(150_000);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldStayWithinTheLimitWithThem() throws Exception {
    for (int i = 0; i < 60; i++) {
      recordRounds(1);
      long spare = spares().size() * SEGMENT_BYTES;
      assertThat(bytes() + spare).isLessThanOrEqualTo(MAX_BYTES);
    }
  }

  @Test
  void shouldDeleteFilesWhileAnotherProcessReadsTheRun() throws Exception {
    recordRounds(60);
    List<Long> read = new ArrayList<>();
    ReadLease first = Objects.requireNonNull(ReadLease.take(run.path()));
    ReadLease second = Objects.requireNonNull(ReadLease.take(run.path()));
    try (SegmentTail reader = new SegmentTail(oldest(), new EdgeRates(), damage -> {})) {
      first.close();
      recordRounds(60);
      while (!reader.isEnded()) {
        reader.poll(event -> read.add(Flows.sequence(event)), 1_000);
      }
    }
    assertThat(read)
        .isEqualTo(LongStream.range(read.get(0), read.get(0) + read.size()).boxed().toList());
    assertThat(read).hasSizeGreaterThan(10_000);
    assertThat(spares()).isEmpty();

    second.close();
    recordRounds(10);
    assertThat(spares()).isNotEmpty();
  }

  @Test
  void shouldLeaveNoneBehind() throws Exception {
    recordRounds(60);
    assertThat(spares()).isNotEmpty();
    queue.close();
    retention.step();

    assertThat(spares()).isEmpty();
  }

  @Test
  void shouldGoOnWithNewFilesWhenSomebodyTidiesUp() throws Exception {
    recordRounds(60);
    for (Path spare : spares()) {
      Files.delete(spare);
    }
    recordRounds(60);

    assertThat(Flows.sequences(run)).isEqualTo(numbersUpTo(sent));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldLeaveAFileThatIsStillToBeCut() throws Exception {
    SpareFiles spares = Objects.requireNonNull(queue.spares());
    Path first = files().get(0);
    queue.tend();
    recordRounds(1);
    // The agent's thread may be kept waiting by the disk meanwhile.
    while (!SegmentCount.isEnded(first)) {
      recordWithoutTheAgentsThread(100);
    }
    assertThat(spares.keep(first)).isFalse();
    assertThat(first).exists();

    queue.tend();
    assertThat(spares.keep(first)).isTrue();
    recordRounds(10);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldLeaveNoGapWhereAFileCannotBeTaken() throws Exception {
    Files.createDirectories(run.path().resolve(".spare-0").resolve("not-empty"));
    for (int i = 0; i < 60; i++) {
      recordRounds(1);
      List<Long> numbers = List.copyOf(SegmentName.all(run.stripe(0)).keySet());
      long first = numbers.get(0);
      assertThat(numbers)
          .isEqualTo(LongStream.range(first, first + numbers.size()).boxed().toList());
    }
    assertThat(spares()).hasSizeGreaterThan(1);
  }

  @Test
  void shouldDeleteOlderFilesOfADeadProcessBeforeOwnOnesGo() throws Exception {
    RunDirectory dead = RunDirectory.create(dir, Flows.process());
    Files.createDirectory(dead.stripe(0));
    byte[] full = new byte[(int) SEGMENT_BYTES];
    Arrays.fill(full, (byte) 1);
    for (int i = 0; i < 14; i++) {
      Files.write(SegmentName.file(dead.stripe(0), i), full);
    }
    dead.close();
    recordRounds(20);

    assertThat(Flows.sequences(run)).isEqualTo(numbersUpTo(sent)).hasSizeGreaterThan(100_000);
  }

  @Test
  void shouldDeleteThemBeforeWhatASinkDoesNotHave() throws Exception {
    recordRounds(60);
    List<Path> files = files();
    int spares = spares().size();
    RetentionLimits tight =
        new RetentionLimits(bytes() + queue.spareBytes() - 1, Duration.ofHours(24), false);
    new Retention(run, queue, tight, List.of("one"), fates, Clock.systemUTC(), log.log()).step();

    assertThat(spares()).hasSize(spares - 1);
    assertThat(files()).isEqualTo(files);
    assertThat(fates.of(Fate.EXPIRED)).isZero();
  }

  @Test
  void shouldTakeNoFileOutOfTheQueueOnceItHasEnded() throws Exception {
    recordRounds(60);
    SpareFiles spares = Objects.requireNonNull(queue.spares());
    queue.close();
    Path oldest = files().get(0);
    byte[] bytes = Files.readAllBytes(oldest);

    assertThat(spares.keep(oldest)).isFalse();
    assertThat(oldest).hasBinaryContent(bytes);
  }

  @Test
  void shouldUseNoFileAgainWhereNobodyCanTellWhoReads() throws Exception {
    Path readers = run.path().resolve("readers.lock");
    Files.delete(readers);
    recordRounds(60);

    assertThat(spares()).isEmpty();
    assertThat(readers).doesNotExist();
    assertThat(Flows.sequences(run)).isEqualTo(numbersUpTo(sent));
  }

  @Test
  void shouldKeepThoseThatCannotBeUsedForTheNextTry() throws Exception {
    SpareFiles spares = new SpareFiles(dir, SEGMENT_BYTES);
    Path spare = Files.createFile(dir.resolve(".spare-3"));
    spares.giveBack(spare);
    assertThat(spares.take()).isEqualTo(spare);
    spares.giveBack(dir.resolve(".spare-that-is-gone"));
    assertThat(spares.take()).isNull();

    spares.end();
    spares.giveBack(spare);
    assertThat(spare).doesNotExist();
  }

  @Test
  void shouldDeleteAllThatItCanAtTheEnd() throws Exception {
    SpareFiles spares = new SpareFiles(dir, SEGMENT_BYTES);
    Path one = Files.createFile(dir.resolve(".spare-1"));
    Path full = Files.createDirectories(dir.resolve(".spare-2").resolve("full")).getParent();
    Path other = Files.createFile(dir.resolve(".spare-3"));
    for (Path each : List.of(one, full, other)) {
      spares.giveBack(each);
    }

    assertThatThrownBy(spares::end).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(one).doesNotExist();
    assertThat(other).doesNotExist();
  }

  @Test
  void shouldUseAFileAgainWhereAnEarlierTryLeftItsName() throws Exception {
    Path path = dir.resolve("20000101-0000V.cq4");
    Files.writeString(dir.resolve(".20000101-0000V.cq4"), "left");
    Path spare = Files.write(dir.resolve(".spare-0"), new byte[(int) SEGMENT_BYTES]);
    DiskGuard guard = new DiskGuard("disk", log.log());
    MappedSegment segment = MappedSegment.reuse(spare, path, SEGMENT_BYTES, 4_096, guard);
    segment.leave(segment.base);
    segment.close();
    // Whoever ends all of it may come once more.
    segment.close();

    assertThat(path).hasBinaryContent(SegmentPrefix.bytes());
    assertThat(dir.resolve(".20000101-0000V.cq4")).doesNotExist();
  }

  @Test
  void shouldNotReadWhereNobodyCanTellTheWriter() throws Exception {
    Path readers = run.path().resolve("readers.lock");
    Files.delete(readers);
    assertThat(ReadLease.take(run.path())).as("uses no file again").isNull();
    Files.createSymbolicLink(readers, readers);

    assertThatThrownBy(() -> ReadLease.take(run.path()))
        .hasMessageContaining(run.path() + " is being written and cannot be kept from changing");
  }

  @Test
  void shouldTellReadersOfOneRunByTwoNames() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), run.path());
    ReadLease first = Objects.requireNonNull(ReadLease.take(run.path()));
    ReadLease second = Objects.requireNonNull(ReadLease.take(link));
    first.close();
    Path file = files().get(0);

    assertThat(ReadLease.moveUnread(run.path(), file, dir.resolve("moved"))).isFalse();
    second.close();
    assertThat(ReadLease.moveUnread(run.path(), file, dir.resolve("moved"))).isTrue();
  }

  /** The last of them: what was before was history and went. */
  private List<Long> numbersUpTo(long end) throws Exception {
    return LongStream.range(end - Flows.sequences(run).size(), end).boxed().toList();
  }

  private void recordRounds(int rounds) throws Exception {
    for (int i = 0; i < rounds * ROUND; i++) {
      if (i % 1_000 == 0) {
        queue.tend();
      }
      Flows.set(flow, sent++);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
      if (i % ROUND == ROUND - 1) {
        retention.step();
      }
    }
  }

  private void recordWithoutTheAgentsThread(int events) {
    for (int i = 0; i < events; i++) {
      Flows.set(flow, sent++);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  private SegmentFile oldest() throws IOException {
    return new SegmentFile(files().get(0));
  }

  private List<Path> files() throws IOException {
    return List.copyOf(SegmentName.all(run.stripe(0)).values());
  }

  private Set<Object> inodes() throws IOException {
    Set<Object> inodes = new HashSet<>();
    for (Path file : files()) {
      inodes.add(Files.getAttribute(file, "unix:ino"));
    }
    for (Path spare : spares()) {
      inodes.add(Files.getAttribute(spare, "unix:ino"));
    }
    return inodes;
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += SegmentFile.usedBytes(file, Files.size(file));
    }
    return bytes;
  }

  private List<Path> spares() throws IOException {
    List<Path> spares = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(run.path(), ".spare-*")) {
      found.forEach(spares::add);
    }
    return spares;
  }
}
