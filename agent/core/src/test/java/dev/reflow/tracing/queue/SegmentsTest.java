package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.EdgeRates;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of one stripe, as others see them. */
class SegmentsTest {

  private static final int EVENTS = 50_000;

  @TempDir Path dir;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private RunDirectory run;
  private EventQueue queue;

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir.resolve("queue"), Flows.process());
    QueueLimits limits = new QueueLimits(1, 4_096, 512 * 1024, 1 << 20);
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    queue = new EventQueue(Flows.process(), limits, new Log(out, Log.Level.INFO));
    queue.open(run);
  }

  @AfterEach
  void tearDown() {
    queue.close();
    run.close();
  }

  @Test
  void shouldBeginAnotherFileWhenOneHasItsSize() throws Exception {
    append(EVENTS);

    assertThat(files()).hasSizeBetween(5, 7);
    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers());
  }

  @Test
  void shouldHaveTheNextFileReadyBeforeTheFirstIsFull() throws Exception {
    append(100);
    queue.tend();
    assertThat(files()).hasSize(1);
    append(5_000);
    queue.tend();

    assertThat(files()).hasSize(2);
    assertThat(Flows.sequences(run)).hasSize(5_100);
  }

  @Test
  void shouldLeaveNoFileBehindThatNobodyWrote() throws Exception {
    append(5_000);
    queue.tend();
    queue.close();

    assertThat(files()).hasSize(1);
  }

  @Test
  void shouldAllocateAheadOfTheWriterButNotTheWholeFile() throws Exception {
    append(100);
    queue.tend();
    long allocated = allocatedBytes(files().get(0));

    assertThat(allocated).isBetween(100_000L, 200_000L);
    assertThat(Files.size(files().get(0))).isEqualTo(512 * 1024);
  }

  @Test
  void shouldCutAFinishedFileBehindItsLastPage() throws Exception {
    append(EVENTS);
    queue.tend();

    assertThat(Files.size(files().get(0))).isBetween(430_000L, 512L * 1024);
    queue.close();
    assertThat(files()).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(512 * 1024));
  }

  @Test
  void shouldMakeEachFileReadableAlone() throws Exception {
    append(EVENTS);
    queue.close();
    List<Tails.Seen> seen = new ArrayList<>();
    for (Path file : files()) {
      seen.addAll(readAlone(file));
    }

    assertThat(seen).hasSize(EVENTS);
    assertThat(seen).extracting(Tails.Seen::source).containsOnly("shop", "billing");
    assertThat(seen).extracting(Tails.Seen::thread).containsOnly("main");
  }

  @Test
  void shouldBeReadableByPlainChronicle() throws Exception {
    append(EVENTS);
    queue.close();

    assertThat(readByChronicle()).containsExactlyElementsOf(numbers());
  }

  @Test
  void shouldShowWhatWasFlushedToPlainChronicle() throws Exception {
    append(10);
    queue.flush();

    assertThat(readByChronicle()).hasSize(10);
  }

  @Test
  void shouldClosePagesThatHaveBeenOpenForLong() throws Exception {
    append(10);

    assertThat(queue.closeIdlePages()).isZero();
    assertThat(queue.closeIdlePages()).isOne();
    assertThat(queue.closeIdlePages()).isZero();
    assertThat(readByChronicle()).hasSize(10);
  }

  @Test
  void shouldTakeFewBytesForAnEvent() throws Exception {
    append(10_000);
    queue.close();
    long used = 0;
    try (SegmentFile file = new SegmentFile(files().get(0))) {
      for (int header = file.word(0); SegmentFile.isComplete(header); header = file.word(used)) {
        used = SegmentFile.next(used, header);
      }
    }

    assertThat(used).isLessThan(10_000 * 56L);
  }

  @Test
  void shouldDropAndSaySoOnceWhileNoFileCanBeBegunAndGoOnAfterwards() throws Exception {
    append(1_000);
    Path aside = dir.resolve("aside");
    Files.move(run.stripe(0), aside);
    Files.writeString(run.stripe(0), "in the way");
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (int i = 0; i < EVENTS; i++) {
      queue.tend();
      fates.merge(queue.append(Flows.flow(i), new Affinity()), 1, Integer::sum);
    }
    assertThat(fates).containsOnlyKeys(Fate.RECORDED, Fate.DISK_GUARDED);
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("WARN the queue's directory takes no more (");

    Files.delete(run.stripe(0));
    Files.move(aside, run.stripe(0));
    await().until(() -> queue.tend() && append(Flows.flow(7)) == Fate.RECORDED);
    assertThat(Tails.readAll(run)).hasSize(1_000 + fates.getOrDefault(Fate.RECORDED, 0) + 1);
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("takes events again");
  }

  @Test
  void shouldReadOnBehindAFileThatCouldNotBeBegun() throws Exception {
    append(EVENTS);
    queue.tend();
    Path empty = SegmentName.file(run.stripe(0), 2);
    try (RandomAccessFile bytes = new RandomAccessFile(empty.toFile(), "rw")) {
      bytes.setLength(SegmentPrefix.BYTES);
    }
    List<Long> seen = new ArrayList<>();
    try (EventTail tail = EventTail.open(run, damage -> {})) {
      // A file that does not say that it has ended is left only after several looks.
      for (int look = 0; look < 500; look++) {
        tail.poll(event -> seen.add(Flows.sequence(event)), 1_000);
      }
    }

    assertThat(run.isAlive()).isTrue();
    assertThat(seen).hasSizeBetween(EVENTS - 11_000, EVENTS - 8_000).contains(EVENTS - 1L);
  }

  private Fate append(FlowRecord flow) {
    return queue.append(flow, new Affinity());
  }

  private void append(int events) {
    FlowRecord flow = new FlowRecord();
    Affinity affinity = new Affinity();
    for (long i = 0; i < events; i++) {
      if (i % 1_000 == 0) {
        queue.tend();
      }
      Flows.set(flow, i);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  private static long allocatedBytes(Path file) throws IOException {
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("unix")).isTrue();
    Process du = new ProcessBuilder("du", "--block-size=1", file.toString()).start();
    try (BufferedReader out = du.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(run.stripe(0))) {
      return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
    }
  }

  private List<Tails.Seen> readAlone(Path file) throws Exception {
    List<Tails.Seen> seen = new ArrayList<>();
    Damage.Listener none =
        damage -> {
          throw new AssertionError(damage);
        };
    try (SegmentTail tail = new SegmentTail(new SegmentFile(file), new EdgeRates(), none)) {
      for (var event = tail.next(); event != null; event = tail.next()) {
        seen.add(Tails.Seen.of(event));
      }
    }
    return seen;
  }

  /** What a tool that knows Chronicle, and {@link PageReader} for the content, reads. */
  private List<Long> readByChronicle() throws CorruptRecordException {
    List<Long> seen = new ArrayList<>();
    PageReader reader = new PageReader();
    try (ChronicleQueue plain =
            SingleChronicleQueueBuilder.binary(run.stripe(0)).readOnly(true).build();
        ExcerptTailer tailer = plain.createTailer()) {
      while (true) {
        try (DocumentContext document = tailer.readingDocument()) {
          if (!document.isPresent()) {
            return seen;
          }
          Bytes<?> bytes = document.wire().bytes();
          reader.read(
              ByteBuffer.wrap(bytes.toByteArray()),
              0,
              Integer.MAX_VALUE,
              event -> seen.add(Flows.sequence(event)));
        }
      }
    }
  }

  private static List<Long> numbers() {
    return LongStream.range(0, EVENTS).boxed().toList();
  }
}
