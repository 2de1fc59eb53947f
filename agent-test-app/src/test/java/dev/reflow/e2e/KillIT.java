package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.queue.QueueVerifier;
import dev.reflow.tracing.queue.QueueVerifier.Report;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Kills a process at a random moment, again and again: what it had sent when it died is delivered
 * later. Twenty times, and two more on a queue that is at its limit; 200 and 20 times by {@code mvn
 * verify -Dit.test=KillIT -Dreflow.test.kills=200}.
 */
final class KillIT {

  private static final int KILLS = Integer.getInteger("reflow.test.kills", 20);
  private static final int THREADS = 4;
  private static final long LATEST_NS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final Pattern MESSAGE_ID =
      Pattern.compile("\"message_id\":\"(\\d+)\".*\"service\":\"kill-(\\d+)\"");

  private final AgentRun run = new AgentRun("kill", Jdk.running()).withFileSink();

  /** For each kill and each of its threads, how many sends had returned. */
  private final List<long[]> sends = new ArrayList<>();

  KillIT() throws Exception {}

  @Test
  void shouldDeliverEachSendThatHadReturnedBeforeAKill() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      // Every other process leaves all of it to the next, which adopts it beside its own.
      run.set("sinks", kill % 2 == 0 ? "file" : "none").set("service", "kill-" + kill);
      killOnce(1_000, 0, program -> {}, random.nextLong(LATEST_NS));
      checkSound("kill " + kill + " of seed " + seed);
    }
    assertThat(sends.stream().mapToLong(each -> each[0]).sum()).isPositive();
    shipAndCheck("seed " + seed);
  }

  @Test
  void shouldDeliverThemAlsoWhereFilesOfTheQueueAreUsedAgain() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    run.set("queue.max-bytes", "32MiB");
    for (int kill = 0; kill < KILLS / 10; kill++) {
      run.set("service", "kill-" + kill);
      // So many a second that the sink keeps up: what it does not have goes when room is needed.
      killOnce(40, 1_000, KillIT::awaitSpareFile, random.nextLong(LATEST_NS));
      checkSound("kill " + kill + " of seed " + seed);
    }
    shipAndCheck("seed " + seed);
  }

  private static void awaitSpareFile(LedgerRun program) throws IOException {
    Path directory = program.directory();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try (DirectoryStream<Path> spares = Files.newDirectoryStream(directory, ".spare-*")) {
                return spares.iterator().hasNext();
              }
            });
    program.awaitSends(300_000);
  }

  private void shipAndCheck(String which) throws Exception {
    Outcome verified = run.command("verify", run.queueDirectory().toString());
    assertThat(verified.status()).as(verified.stdout()).isZero();
    assertThat(verified.stdout()).contains("sound").doesNotContain("damage");
    run.set("sinks", "file");
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    checkDelivered(which);
    run.delete();
  }

  /** Waits for something in a program. */
  private interface Wait {
    void in(LedgerRun program) throws IOException;
  }

  private void killOnce(int burst, long pauseUs, Wait wait, long afterNs) throws Exception {
    try (LedgerRun program = LedgerRun.start(run, THREADS, burst, pauseUs)) {
      wait.in(program.begin());
      long atNs = System.nanoTime() + afterNs;
      while (System.nanoTime() - atNs < 0) {
        LockSupport.parkNanos(atNs - System.nanoTime());
      }
      program.jvm().kill();
      sends.add(program.sends());
      assertThat(program.jvm().stderr()).doesNotContain("ERROR").doesNotContain("Exception");
    }
  }

  private void checkSound(String which) throws Exception {
    for (RunDirectory left : RunDirectory.list(run.queueDirectory())) {
      Report report = QueueVerifier.verify(left);
      assertThat(report.damages()).as(which).isEmpty();
    }
  }

  private void checkDelivered(String which) {
    List<BitSet[]> delivered = new ArrayList<>();
    for (int kill = 0; kill < sends.size(); kill++) {
      BitSet[] threads = new BitSet[THREADS];
      for (int i = 0; i < THREADS; i++) {
        threads[i] = new BitSet();
      }
      delivered.add(threads);
    }
    NdjsonFiles.forEachLine(run.file(), line -> note(line, delivered));
    for (int kill = 0; kill < sends.size(); kill++) {
      for (int i = 0; i < THREADS; i++) {
        int returned = (int) sends.get(kill)[i];
        assertThat(delivered.get(kill)[i].nextClearBit(0))
            .as("first message missing of thread %d, kill %d, %s", i, kill, which)
            .isGreaterThanOrEqualTo(returned);
      }
    }
  }

  private static void note(String line, List<BitSet[]> delivered) {
    Matcher matcher = MESSAGE_ID.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    long id = Long.parseLong(matcher.group(1));
    int thread = LedgerRun.thread(id);
    if (thread < THREADS) {
      delivered.get(Integer.parseInt(matcher.group(2)))[thread].set(LedgerRun.number(id));
    }
  }
}
