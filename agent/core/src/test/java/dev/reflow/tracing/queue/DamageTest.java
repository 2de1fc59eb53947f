package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue whose bytes were changed by something else. */
class DamageTest {

  private static final int EVENTS = 10_000;

  @TempDir Path dir;
  private RunDirectory run;
  private Path file;
  private final List<Long> pages = new ArrayList<>();

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    QueueLimits limits = new QueueLimits(1, 4_096, 64 << 20, 1 << 20);
    try (EventQueue queue = new EventQueue(Flows.process(), limits, Log.silent())) {
      queue.open(run);
      FlowRecord flow = new FlowRecord();
      Affinity affinity = new Affinity();
      for (long i = 0; i < EVENTS; i++) {
        Flows.set(flow, i);
        assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
      }
    }
    run.close();
    file = SegmentName.file(run.stripe(0), 0);
    findPages();
  }

  @Test
  void shouldFindNothingWrongWithAWholeQueue() {
    QueueVerifier.Report report = QueueVerifier.verify(run);

    assertThat(report.events()).isEqualTo(EVENTS);
    assertThat(report.files()).isOne();
    assertThat(report.pages()).isEqualTo(pages.size());
    assertThat(report.openPages()).isZero();
    assertThat(report.damages()).isEmpty();
  }

  @Test
  void shouldTellOfTheFirstPlacesAndThenOnceThatThereAreMore() {
    List<String> lines = new ArrayList<>();
    DamageLines damages = new DamageLines(lines::add);

    for (int place = 0; place < 100; place++) {
      damages.onDamage(new Damage(file, place, "noise"));
    }

    assertThat(lines).hasSize(11).first().asString().endsWith("at byte 0: noise");
    assertThat(lines).last().asString().contains("the command verify");
  }

  @Test
  void shouldLeaveOutTheRestOfAPageBehindADamagedRecord() throws Exception {
    long record = pages.get(50) + SegmentFile.HEADER_BYTES + 10 * 48L;
    flip(record);
    QueueVerifier.Report report = QueueVerifier.verify(run);

    assertThat(report.damages()).hasSize(1);
    assertThat(report.damages().get(0).file()).isEqualTo(file);
    assertThat(report.damages().get(0).offset()).isEqualTo(record);
    assertThat(report.events()).isBetween(EVENTS - 86L, EVENTS - 1L);
  }

  @Test
  void shouldFindTheNextPageBehindADamagedHeader() throws Exception {
    for (int i = 0; i < SegmentFile.HEADER_BYTES; i++) {
      flip(pages.get(60) + i);
    }
    QueueVerifier.Report report = QueueVerifier.verify(run);

    assertThat(report.damages()).hasSize(1);
    assertThat(report.damages().get(0).offset()).isEqualTo(pages.get(60));
    assertThat(report.events()).isBetween(EVENTS - 86L, EVENTS - 1L);
  }

  @Test
  void shouldFindThePagesBehindZeros() throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(pages.get(70));
      bytes.write(new byte[8_192]);
    }
    QueueVerifier.Report report = QueueVerifier.verify(run);

    assertThat(report.damages()).hasSize(1);
    assertThat(report.damages().get(0).offset()).isEqualTo(pages.get(70));
    assertThat(report.events()).isBetween(EVENTS - 260L, EVENTS - 100L);
  }

  @Test
  void shouldTellOnceOfAFileThatWasCutShort() throws Exception {
    long page = pages.get(80);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(page + 1_000);
    }
    QueueVerifier.Report report = QueueVerifier.verify(run);

    assertThat(report.damages()).singleElement().extracting(Damage::offset).isEqualTo(page);
    assertThat(report.events()).isBetween(79 * 80L, 80 * 86L);
  }

  @Test
  void shouldShowFlowsWhoseDefinitionIsLost() throws Exception {
    // The first page: the process's record, then the definitions.
    flip(pages.get(0) + SegmentFile.HEADER_BYTES + processBytes());
    List<Damage> damages = new ArrayList<>();
    List<Tails.Seen> seen = Tails.readAll(run, damages);

    assertThat(seen).hasSizeGreaterThan(EVENTS - 90);
    assertThat(seen.get(0).source()).isEqualTo("unknown");
    assertThat(damages).hasSizeBetween(2, 6);
  }

  @Test
  void shouldNeverFailWhateverByteIsDamaged() throws Exception {
    Random random = new Random(42);
    long end = pages.get(pages.size() - 1);
    for (int round = 0; round < 40; round++) {
      long at = (long) (random.nextDouble() * end);
      int bit = 1 << random.nextInt(8);
      change(at, bit);
      QueueVerifier.Report report = QueueVerifier.verify(run);
      assertThat(report.events()).as("byte %s", at).isBetween(0L, (long) EVENTS);
      change(at, bit);
    }
    assertThat(QueueVerifier.verify(run).events()).isEqualTo(EVENTS);
  }

  private static int processBytes() {
    return dev.reflow.tracing.event.EventEncoder.sizeOf(Flows.process());
  }

  private void findPages() throws IOException {
    try (SegmentFile segment = new SegmentFile(file)) {
      long at = 0;
      for (int header = segment.word(0); header != 0; header = segment.word(at)) {
        if (!SegmentFile.isMetadata(header)) {
          pages.add(at);
        }
        at = SegmentFile.next(at, header);
      }
    }
  }

  private void flip(long at) throws IOException {
    change(at, 0xFF);
  }

  private void change(long at, int bits) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int value = bytes.read();
      bytes.seek(at);
      bytes.write(value ^ bits);
    }
  }
}
