package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    assertThat(files()).hasSizeBetween(4, 6);
    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers());
  }

  @Test
  void shouldBeginAnotherFileOnTheBackgroundThreadFirst() throws Exception {
    append(11_000);
    assertThat(files()).hasSize(1);
    queue.closeIdlePages();

    assertThat(files()).hasSize(2);
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

    assertThat(queue.closeIdlePages(System.nanoTime() - 60_000_000_000L)).isZero();
    assertThat(queue.closeIdlePages(System.nanoTime())).isOne();
    assertThat(queue.closeIdlePages(System.nanoTime())).isZero();
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
  void shouldDropAndSaySoOnceWhenNoFileCanBeBegun() throws Exception {
    append(1_000);
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(run.stripe(0).resolve("metadata.cq4t"));
    Files.delete(run.stripe(0));
    Files.writeString(run.stripe(0), "in the way");
    Set<Fate> fates = new TreeSet<>();
    for (int i = 0; i < EVENTS; i++) {
      fates.add(queue.append(Flows.flow(i), new Affinity()));
    }
    queue.closeIdlePages();
    queue.closeIdlePages();

    assertThat(fates).containsExactly(Fate.RECORDED, Fate.DISK_GUARDED);
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("WARN a part of the queue cannot be written, its events are dropped: ");
  }

  private void append(int events) {
    FlowRecord flow = new FlowRecord();
    Affinity affinity = new Affinity();
    for (long i = 0; i < events; i++) {
      Flows.set(flow, i);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
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
    try (SegmentTail tail = new SegmentTail(new SegmentFile(file), none)) {
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
