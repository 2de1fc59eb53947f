package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.runtime.MetricsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** {@code app.faults.LedgerMain} while it runs under the agent, and what it says it sent. */
final class LedgerRun implements AutoCloseable {

  private static final int LINE = 64;
  private static final long PER_THREAD = 1_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AgentRun run;
  private final int threads;
  private final Path ledger;
  private final Path begin;
  private final Path end;
  private final ForkedJvm jvm;

  private LedgerRun(AgentRun run, int threads, Path place, int burst, long pauseUs)
      throws IOException {
    this.run = run;
    this.threads = threads;
    ledger = place.resolve("ledger");
    begin = place.resolve("begin");
    end = place.resolve("end");
    jvm =
        run.start(
            "app.faults.LedgerMain",
            ledger.toString(),
            begin.toString(),
            end.toString(),
            Integer.toString(threads),
            Integer.toString(burst),
            Long.toString(pauseUs));
  }

  /** Starts the program; it sends nothing but its first message before {@link #begin}. */
  static LedgerRun start(AgentRun run, int threads, int burst, long pauseUs) throws IOException {
    Path place = Files.createTempDirectory(run.directory(), "ledger");
    return new LedgerRun(run, threads, place, burst, pauseUs);
  }

  ForkedJvm jvm() {
    return jvm;
  }

  /** Waits for the queue to be on disk: what is sent before does not survive a kill. */
  LedgerRun begin() throws IOException {
    awaitQueue();
    Files.createFile(begin);
    return this;
  }

  /** Waits for the queue to be on disk. */
  void awaitQueue() throws IOException {
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(PATIENCE)
        .until(() -> isOpen() || !jvm.isAlive());
    assertThat(jvm.isAlive()).as(jvm.stderr()).isTrue();
  }

  /** Waits until as many more sends have returned. */
  void awaitSends(long more) {
    long enough = sum() + more;
    await().atMost(PATIENCE).until(() -> sum() >= enough || !jvm.isAlive());
  }

  /** Waits for a line of the agent's with {@code text}. */
  void awaitLine(String text) throws IOException {
    await().atMost(PATIENCE).until(() -> jvm.stderr().contains(text) || !jvm.isAlive());
    assertThat(jvm.stderr()).contains(text);
  }

  /** Sends a second in {@code lap} from now on. */
  double pace(Duration lap) {
    long sent = sum();
    long startNs = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> System.nanoTime() - startNs >= lap.toNanos());
    return (sum() - sent) * 1e9 / (System.nanoTime() - startNs);
  }

  /** What the agent said last of itself. */
  Metrics metrics() throws IOException {
    return MetricsFile.read(directory());
  }

  /** Where the program's queue is; the latest, if it had to begin another. */
  Path directory() throws IOException {
    Path latest = null;
    try (DirectoryStream<Path> runs =
        Files.newDirectoryStream(run.queueDirectory(), "run-*-" + jvm.pid())) {
      for (Path each : runs) {
        latest = latest == null || each.compareTo(latest) > 0 ? each : latest;
      }
    }
    return Objects.requireNonNull(latest);
  }

  /** Lets the program end and returns what it left. */
  Outcome end() throws IOException, InterruptedException {
    letEnd();
    return awaitEnd();
  }

  /** Lets the program end. */
  void letEnd() throws IOException {
    Files.createFile(end);
  }

  /** Waits for the program's end and returns what it left. */
  Outcome awaitEnd() throws IOException, InterruptedException {
    return run.await(jvm);
  }

  /** How many sends of each thread have returned. */
  long[] sends() {
    long[] sends = new long[threads];
    try {
      if (Files.exists(ledger) && Files.size(ledger) == (long) threads * LINE) {
        ByteBuffer bytes =
            ByteBuffer.wrap(Files.readAllBytes(ledger)).order(ByteOrder.nativeOrder());
        Arrays.setAll(sends, i -> bytes.getLong(i * LINE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sends;
  }

  /** How many sends have returned. */
  long sum() {
    return Arrays.stream(sends()).sum();
  }

  /** Which thread sent the message with this id. */
  static int thread(long id) {
    return (int) (id / PER_THREAD);
  }

  /** The how manieth message of its thread it is, from 0 on. */
  static int number(long id) {
    return (int) (id % PER_THREAD);
  }

  /** The id of the {@code number}th message of {@code thread}. */
  static long id(int thread, int number) {
    return thread * PER_THREAD + number;
  }

  @Override
  public void close() {
    jvm.close();
  }

  /** The rule report is written when the queue is open. */
  private boolean isOpen() throws IOException {
    if (!Files.isDirectory(run.queueDirectory())) {
      return false;
    }
    try (DirectoryStream<Path> runs =
        Files.newDirectoryStream(run.queueDirectory(), "run-*-" + jvm.pid())) {
      for (Path each : runs) {
        if (Files.exists(each.resolve("rules.json"))) {
          return true;
        }
      }
    }
    return false;
  }
}
