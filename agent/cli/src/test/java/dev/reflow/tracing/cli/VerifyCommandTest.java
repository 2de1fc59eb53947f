package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  @TempDir private Path dir;
  private Captured shell;
  private Path queue;

  @BeforeEach
  void setUp() {
    shell = Captured.pipe(dir);
    queue = shell.queueOf("shop");
  }

  @Test
  void shouldSayThatARunIsSound() throws IOException {
    Path run = TestQueue.ended(queue, 50);

    assertThat(shell.run("verify", "shop")).isZero();
    assertThat(shell.lines())
        .singleElement()
        .asString()
        .startsWith(run + ": sound, ")
        .contains(", 50 events, ");
  }

  @Test
  void shouldVerifyEveryRunOfAService() throws IOException {
    TestQueue.ended(queue, 5);
    try (TestQueue alive = TestQueue.begin(queue, Instant.now())) {
      alive.append(Instant.now(), "id");

      assertThat(shell.run("verify", queue.toString())).isZero();
    }

    assertThat(shell.lines()).hasSize(2);
    assertThat(shell.lines().get(1)).endsWith("still being written");
  }

  @Test
  void shouldSayWhatIsDamagedAndWhere() throws IOException {
    Path run = TestQueue.ended(queue, 500);
    Path file = damage(run);

    assertThat(shell.run("verify", "shop")).isEqualTo(3);
    assertThat(shell.lines().get(0)).matches(".*: \\d+ damages?, .*");
    assertThat(shell.lines().get(1)).startsWith("  ✗ " + file + " at byte ");
  }

  @Test
  void shouldReportForMachines() throws IOException {
    Path run = TestQueue.ended(queue, 500);
    Path file = damage(run);

    assertThat(shell.run("verify", "shop", "--json")).isEqualTo(3);
    assertThat(Json.object(shell.out()))
        .containsEntry("run", run.toString())
        .containsEntry("alive", false)
        .containsKeys("files", "pages", "events", "bytes", "open_pages");
    assertThat(shell.out()).contains("\"damages\":[{\"file\":\"" + file + "\",\"offset\":");
  }

  @Test
  void shouldAskWhichOfSeveralQueuesIsMeant() throws IOException {
    TestQueue.ended(queue, 1);
    TestQueue.ended(shell.queueOf("billing"), 1);

    assertThat(shell.run("verify", String.valueOf(queue.getParent()))).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo("reflow: " + queue.getParent() + " holds several queues: billing, shop\n");
  }

  @Test
  void shouldSayWhereThereIsNoQueue() {
    assertThat(shell.run("verify", "nowhere")).isEqualTo(1);
    assertThat(shell.run("verify")).isEqualTo(2);
    assertThat(shell.err().lines())
        .containsExactly(
            "reflow: no queue at " + shell.queueOf("nowhere"),
            "reflow: missing required parameter: 'QUEUE'; see java -jar reflow-agent.jar verify"
                + " --help");
  }

  /** Overwrites what stands behind the first message type's name in the largest file. */
  private static Path damage(Path run) throws IOException {
    Path file = fullestFile(run);
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("order-");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] ones = new byte[4_000];
      java.util.Arrays.fill(ones, (byte) 0x5A);
      channel.write(java.nio.ByteBuffer.wrap(ones), at - 8_000);
    }
    return file;
  }

  private static Path fullestFile(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      List<Path> queues = files.filter(file -> file.toString().endsWith(".cq4")).toList();
      for (Path file : queues) {
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.split("order-", -1).length > 200) {
          return file;
        }
      }
      throw new AssertionError("no file with many events in " + queues);
    }
  }
}
