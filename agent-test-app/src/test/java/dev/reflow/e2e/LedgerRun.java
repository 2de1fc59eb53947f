package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

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
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(PATIENCE)
        .until(() -> Queue.isOpen(run.queueDirectory(), jvm.pid()) || !jvm.isAlive());
    assertThat(jvm.isAlive()).as(jvm.stderr()).isTrue();
    Files.createFile(begin);
    return this;
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

  /** Lets the program end and returns what it left. */
  Outcome end() throws IOException, InterruptedException {
    Files.createFile(end);
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
      throw new java.io.UncheckedIOException(e);
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

  @Override
  public void close() {
    jvm.close();
  }

  /** What the agent has on disk. */
  private static final class Queue {

    /** The rule report is written when the queue is open. */
    static boolean isOpen(Path queueDirectory, long pid) throws IOException {
      if (!Files.isDirectory(queueDirectory)) {
        return false;
      }
      try (var runs = Files.newDirectoryStream(queueDirectory, "run-*-" + pid)) {
        for (Path run : runs) {
          if (Files.exists(run.resolve("rules.json"))) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
