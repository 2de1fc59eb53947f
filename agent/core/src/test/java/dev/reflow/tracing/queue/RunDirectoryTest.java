package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reflow.tracing.event.ProcessInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  private static final int MANY = 200;

  @TempDir Path dir;

  /** Nobody waits for another run any more. */
  private volatile boolean over;

  @Test
  void shouldListRunsOldestFirst() throws Exception {
    try (RunDirectory later = RunDirectory.create(dir, startedAt(2_000_000_000L));
        RunDirectory earlier = RunDirectory.create(dir, startedAt(1_000_000_000L))) {
      assertThat(RunDirectory.list(dir))
          .extracting(RunDirectory::path)
          .containsExactly(earlier.path(), later.path());
    }
  }

  @Test
  void shouldKeepProcessesThatStartAtOnceApart() throws Exception {
    try (RunDirectory one = RunDirectory.create(dir, Flows.process());
        RunDirectory other = RunDirectory.create(dir, startedAt(Flows.process().startNs()))) {
      assertThat(one.path()).isNotEqualTo(other.path());
    }
  }

  @Test
  void shouldGiveANewNameAfterADeletedOne() throws Exception {
    RunDirectory deleted = RunDirectory.create(dir, Flows.process());
    DeletedRunTest.deleteAll(deleted.path());
    RunDirectory next = RunDirectory.create(dir, Flows.process());
    deleted.close();

    assertThat(next.path()).isNotEqualTo(deleted.path());
    assertThat(next.isHeldHere()).isTrue();
    assertThat(RunDirectory.at(next.path()).isAlive()).isTrue();
    next.close();
  }

  @Test
  void shouldBeItsProcessesOwnAsSoonAsItShows() throws Exception {
    long startMs = Flows.process().startNs() / 1_000_000;
    CompletableFuture<Void> looks =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < MANY; i++) {
                takeWhenItShows(dir.resolve("run-" + (startMs + i) + "-" + Flows.process().pid()));
              }
            });
    List<RunDirectory> made = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      made.add(RunDirectory.create(dir, Flows.process()));
    }
    try {
      // A second channel on a lock of this process's own would lose it when it is closed.
      assertThat(looks).succeedsWithin(Duration.ofMinutes(1));
    } finally {
      over = true;
      made.forEach(RunDirectory::close);
    }
  }

  private void takeWhenItShows(Path run) {
    while (!Files.exists(run) && !over) {
      Thread.onSpinWait();
    }
    try {
      assertThat(RunLock.takeOver(run)).isNull();
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  @Test
  void shouldListNothingWhereThereIsNoDirectory() throws Exception {
    assertThat(RunDirectory.list(dir.resolve("missing"))).isEmpty();
  }

  @Test
  void shouldTellWhoseRunItIs() throws Exception {
    RunDirectory run = RunDirectory.create(dir, Flows.process());
    run.close();

    assertThat(RunDirectory.list(dir).get(0).processInfo()).isEqualTo(Flows.process());
  }

  @Test
  void shouldBeAliveUntilItIsClosed() throws Exception {
    RunDirectory run = RunDirectory.create(dir, Flows.process());
    RunDirectory found = RunDirectory.list(dir).get(0);
    assertThat(found.isAlive()).isTrue();
    // A look must not cost the owner its lock.
    assertThat(found.isAlive()).isTrue();
    run.close();

    assertThat(found.isAlive()).isFalse();
  }

  @Test
  void shouldBeReadableByItsOwnerAlone() throws Exception {
    assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path queueDir = dir.resolve("reflow-me/shop");
    try (RunDirectory run = RunDirectory.create(queueDir, Flows.process())) {
      for (Path made : List.of(queueDir.getParent(), queueDir, run.path())) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void shouldSayInOneSentenceThatItCannotBeWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "in the way");

    assertThatThrownBy(() -> RunDirectory.create(file, Flows.process()))
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessage(
            "the queue directory " + file + " cannot be written: " + file + " is not a directory");
  }

  @Test
  void shouldRefuseToReadWhatIsNoRun() {
    assertThatThrownBy(() -> RunDirectory.at(dir))
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessage(dir + " is not the directory of a run");
  }

  private static ProcessInfo startedAt(long startNs) {
    return new ProcessInfo(7, startNs, Flows.process().pid(), "shop", "orders", "host");
  }

  @Test
  void shouldBeMadeWhereAnAttemptHasFailedHalfWay() throws Exception {
    ProcessInfo process = Flows.process();
    Path half = dir.resolve(".new-" + process.pid() + "-" + Long.toHexString(process.id()));
    Files.createDirectories(half.resolve("positions"));
    Files.writeString(half.resolve("run.lock"), "");
    try (RunDirectory made = RunDirectory.create(dir, process)) {
      assertThat(RunDirectory.isRun(made.path())).isTrue();
      assertThat(half).doesNotExist();
    }
  }
}
