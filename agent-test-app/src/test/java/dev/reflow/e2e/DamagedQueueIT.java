package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A queue that somebody damages, deletes or locks, while its process runs or later. */
final class DamagedQueueIT {

  private static final int SENDS = 20_000;

  /** The header word of a page, and then of its first record. */
  private static final int HEADER_BYTES = 4;

  private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\":\"drop-(\\d+)\"");

  private final AgentRun run = new AgentRun("damaged", Jdk.running());

  DamagedQueueIT() throws Exception {}

  @Test
  void shouldReadTheRestAndSayWhereAByteIsFlipped() throws Exception {
    Outcome outcome = run.run("app.delivery.TrickleMain", Integer.toString(SENDS), "0");
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    Path file = largestFile();
    long page = middlePage(file);
    // The length of a record in the middle of the file: one that cannot be.
    flip(file, page + HEADER_BYTES + 1);

    Outcome verified = run.command("verify", run.queueDirectory().toString());
    assertThat(verified.status()).as(verified.stdout()).isEqualTo(3);
    assertThat(verified.stdout())
        .contains("1 damage,")
        .contains(file + " at byte " + (page + HEADER_BYTES) + ": ");

    run.withFileSink();
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    assertThat(shipped.stderr()).contains(file + " at byte " + (page + HEADER_BYTES));
    // A page of 4 KiB has fewer than a hundred records.
    assertThat(delivered()).hasSizeBetween(SENDS - 100, SENDS - 1).contains(0, SENDS - 1);
  }

  @Test
  void shouldGoOnBehindAFlippedPageHeader() throws Exception {
    run.run("app.delivery.TrickleMain", Integer.toString(SENDS), "0");
    Path file = largestFile();
    long page = middlePage(file);
    flip(file, page + 2);

    Outcome verified = run.command("verify", run.queueDirectory().toString());
    assertThat(verified.status()).as(verified.stdout()).isEqualTo(3);
    assertThat(verified.stdout()).contains(file + " at byte " + page + ": a page of ");
    run.withFileSink();
    assertThat(run.command("ship", run.queueDirectory().toString()).status()).isZero();
    assertThat(delivered()).hasSizeBetween(SENDS - 200, SENDS - 1).contains(0, SENDS - 1);
  }

  @Test
  void shouldBeginAnotherQueueWhenItsIsDeleted() throws Exception {
    run.withFileSink();
    try (LedgerRun program = LedgerRun.start(run, 2, 100, 1_000)) {
      program.begin();
      program.awaitSends(1_000);
      Path first = program.directory();
      // The program may make a file between the look and the deletion.
      await().ignoreExceptions().until(() -> deleteAll(first));
      program.awaitLine("another is begun");
      program.awaitQueue();
      program.awaitSends(1_000);
      Outcome outcome = program.end();

      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      assertThat(outcome.flows()).hasSizeGreaterThan(1_000);
      assertThat(outcome.agentLines("not shipped yet")).isEmpty();
      assertThat(outcome.agentLines("written by this process already")).isEmpty();
      checkSums(program.metrics(), Long.parseLong(outcome.stdout().strip()));
    }
  }

  /** Of both directories together. */
  private void checkSums(Metrics metrics, long sent) {
    assertThat(metrics.recorded() + metrics.dropped()).isEqualTo(sent);
    SinkMetrics sink = metrics.sinks().get(0);
    assertThat(sink.shipped() + sink.expired() + sink.lagEvents()).isEqualTo(metrics.recorded());
    assertThat(metrics.of(Fate.EXPIRED)).isEqualTo(sink.expired());
    DeliveredNumbers delivered = FileNumbers.read(run.file());
    assertThat(sink.shipped() - delivered.count()).as("first message of all").isBetween(0L, 1L);
  }

  private Path largestFile() throws IOException {
    try (Stream<Path> files = Files.walk(run.queueDirectory())) {
      return files
          .filter(each -> each.toString().endsWith(".cq4"))
          .max(Comparator.comparingLong(each -> each.toFile().length()))
          .orElseThrow();
    }
  }

  /** Where the header of a page in the middle of the records is. */
  private static long middlePage(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long[] pages = new long[100_000];
      int count = 0;
      int header = word(file, 0);
      long at = 0;
      while (header > 0) {
        // A page's header has neither of the two high bits; those with one are Chronicle's own.
        boolean isPage = (header & 0x4000_0000) == 0;
        pages[count] = at;
        count += isPage ? 1 : 0;
        at += HEADER_BYTES + (((header & 0x3FFF_FFFF) + 3) & ~3);
        header = word(file, at);
      }
      assertThat(count).isGreaterThan(10);
      return pages[count / 2];
    }
  }

  private static int word(RandomAccessFile file, long at) throws IOException {
    if (at + HEADER_BYTES > file.length()) {
      return 0;
    }
    file.seek(at);
    return Integer.reverseBytes(file.readInt());
  }

  private static void flip(Path path, long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at);
      int old = file.read();
      file.seek(at);
      file.write(~old);
    }
  }

  private Set<Integer> delivered() {
    Set<Integer> delivered = new HashSet<>();
    NdjsonFiles.forEachLine(
        run.file(),
        line -> {
          Matcher matcher = MESSAGE_ID.matcher(line);
          assertThat(matcher.find()).as(line).isTrue();
          delivered.add(Integer.parseInt(matcher.group(1)));
        });
    return delivered;
  }

  private static boolean deleteAll(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
    return true;
  }
}
