package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TailFollowTest {

  @TempDir private Path dir;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private Captured shell;
  private Path queue;
  private Thread command = new Thread(() -> {});

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir);
    queue = shell.queueOf("shop");
  }

  @AfterEach
  void tearDown() throws InterruptedException {
    command.interrupt();
    command.join();
  }

  @Test
  void shouldShowTheLastEventsThenNewOnesAsTheyCome() throws IOException {
    try (TestQueue run = TestQueue.begin(queue, Instant.now())) {
      for (int i = 0; i < 30; i++) {
        run.append(Instant.now(), "early-" + i);
      }
      start("tail", "shop", "-f", "-n", "5");
      awaitLines(5);
      for (int i = 0; i < 10; i++) {
        run.append(Instant.now(), "new-" + i);
        awaitLines(6 + i);
      }
    }

    assertThat(shell.lines()).isSorted();
    assertThat(shell.lines().get(0)).endsWith("early-25");
    assertThat(shell.lines().get(14)).endsWith("new-9");
    assertThat(status).isNotDone();
  }

  @Test
  void shouldGoOnWithTheServicesNextRun() throws IOException {
    TestQueue.ended(queue, 2);
    start("tail", "shop", "-f");
    awaitLines(2);
    try (TestQueue next = TestQueue.begin(queue, Instant.now())) {
      next.append(Instant.now(), "next");
      awaitLines(3);
    }

    assertThat(shell.lines().get(2)).endsWith("next");
  }

  @Test
  void shouldWaitForAQueueThatIsNotThereYet() throws IOException {
    start("tail", "shop", "-f");
    await().until(() -> shell.err().contains("waiting for a run in " + queue));
    try (TestQueue first = TestQueue.begin(queue, Instant.now())) {
      first.append(Instant.now(), "first");
      awaitLines(1);
    }
  }

  @Test
  void shouldEndWithTheProcessWhenAskedTo() throws Exception {
    try (TestQueue run = TestQueue.begin(queue, Instant.now())) {
      start("tail", "shop", "--until-exit");
      run.append(Instant.now(), "one");
      awaitLines(1);
      for (int i = 0; i < 1_000; i++) {
        run.append(Instant.now(), "more-" + i);
      }
    }

    assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(shell.lines()).hasSize(1_001);
  }

  @Test
  void shouldEndQuietlyWhenInterrupted() throws Exception {
    TestQueue.ended(queue, 2);
    start("tail", "shop", "-f");
    awaitLines(2);
    command.interrupt();

    assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(shell.err()).isEmpty();
  }

  private void start(String... arguments) {
    command = new Thread(() -> status.complete(shell.run(arguments)), "tail");
    command.start();
  }

  private void awaitLines(int count) {
    await().atMost(10, TimeUnit.SECONDS).until(() -> shell.lines().size() >= count);
  }
}
