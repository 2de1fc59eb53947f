package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Very many sends from many threads at once: not one event lost, none twice. */
final class LoadIT {

  private static final int PLATFORM_SENDS = 800_000;
  private static final int VIRTUAL_SENDS = 200_000;
  private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\":\"(\\d+)\"");

  @Test
  void shouldRecordAndShipEachOfManySendsOn17() throws Exception {
    checkEachSendOnce(Jdk.of(17), PLATFORM_SENDS, "platform", "8", "100000");
  }

  @Test
  void shouldRecordAndShipEachOfManySendsOn25() throws Exception {
    checkEachSendOnce(Jdk.of(25), PLATFORM_SENDS, "platform", "8", "100000");
  }

  @Test
  void shouldRecordAndShipEachSendOfVirtualThreadsOn25() throws Exception {
    checkEachSendOnce(Jdk.of(25), VIRTUAL_SENDS, "virtual", "2000", "100");
  }

  private static void checkEachSendOnce(Jdk jdk, int sends, String... arguments) throws Exception {
    AgentRun run = new AgentRun("load", jdk).withFileSink();
    Outcome outcome = run.run("app.load.LoadMain", arguments);
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo(sends + System.lineSeparator());
    assertThat(outcome.strangeLines()).isEmpty();

    int[] recorded = new int[sends];
    QueueContents.read(run.queueDirectory(), event -> recorded[number(event.messageId())]++);
    assertThat(histogram(recorded)).as("times each is on the queue").isEqualTo(List.of(0, sends));

    // What the bounded flush at exit did not ship, the command line does.
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    BitSet written = new BitSet(sends);
    NdjsonFiles.forEachLine(run.file(), line -> written.set(numberIn(line)));
    assertThat(written.cardinality()).as("distinct events in the file").isEqualTo(sends);
    run.delete();
  }

  private static int number(@Nullable Object messageId) {
    return Math.toIntExact((Long) Objects.requireNonNull(messageId));
  }

  private static int numberIn(String line) {
    Matcher id = MESSAGE_ID.matcher(line);
    assertThat(id.find()).as(line).isTrue();
    return Integer.parseInt(id.group(1));
  }

  /** How many numbers came up never, once, and so on. */
  private static List<Integer> histogram(int[] counts) {
    int[] histogram = new int[Arrays.stream(counts).max().orElse(0) + 1];
    for (int count : counts) {
      histogram[count]++;
    }
    List<Integer> list = new ArrayList<>();
    Arrays.stream(histogram).forEach(list::add);
    return list;
  }
}
