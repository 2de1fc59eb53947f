package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipperTest {

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private final SinkException gone = SinkException.retry("fake:1 is gone; start it", null);

  @TempDir Path place;
  private final LogLines log = new LogLines();
  private final FakeSink sink = new FakeSink();
  private FakeFeed feed = new FakeFeed(Path.of("unused"));
  private long nowNs = 5 * SECOND_NS;

  @BeforeEach
  void placeFeed() {
    feed = new FakeFeed(place);
  }

  @Test
  void shouldSendABatchWhenItIsFull() {
    Shipper shipper = shipper(3);
    feed.record(2);
    work(shipper);
    assertThat(sink.batches).isEmpty();
    feed.record(5);
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 3), ids(3, 3)));
    assertThat(feed.committed()).isEqualTo(6);
    assertThat(shipper.lag()).isEqualTo(1);
  }

  @Test
  void shouldTakeAlongWithAFullBatchWhatIsThereAlready() {
    sink.eventsAtOnce = 10;
    Shipper shipper = shipper(3);
    feed.record(2);
    work(shipper);
    assertThat(sink.batches).isEmpty();
    feed.record(15);
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 10), ids(10, 7)));
    assertThat(feed.committed()).isEqualTo(17);
    feed.record(2);
    work(shipper);
    assertThat(shipper.lag()).isEqualTo(2);
  }

  @Test
  void shouldSendAllOfAGroupAgainWhenItWasNotAcknowledged() {
    sink.eventsAtOnce = 10;
    Shipper shipper = shipper(3);
    feed.record(10);
    sink.commitFailure = gone;
    work(shipper);
    assertThat(feed.committed()).isZero();
    sink.commitFailure = null;
    nowNs += shipper.idleNs();
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 10)));
  }

  @Test
  void shouldLookForAPoisonousEventBatchByBatchThenOneByOne() {
    sink.eventsAtOnce = 12;
    Shipper shipper = shipper(4);
    feed.record(24);
    sink.poison.add("m5");
    work(shipper);

    assertThat(sink.batches)
        .isEqualTo(List.of(ids(0, 4), ids(4, 1), ids(6, 1), ids(7, 1), ids(8, 4), ids(12, 12)));
    assertThat(feed.committed()).isEqualTo(24);
    assertThat(shipper.counters().deadLettered()).isEqualTo(1);
    assertThat(shipper.counters().acknowledged()).isEqualTo(23);
  }

  @Test
  void shouldSendABatchWhenItsFirstEventHasWaitedLongEnough() {
    Shipper shipper = shipper(100);
    feed.record(2);
    work(shipper);
    nowNs += SECOND_NS / 2;
    feed.record(1);
    work(shipper);
    assertThat(sink.batches).isEmpty();
    assertThat(shipper.idleNs()).isLessThanOrEqualTo(SECOND_NS / 2);
    nowNs += SECOND_NS / 2;
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 3)));
  }

  @Test
  void shouldLookLessOftenWhileThereIsNothing() {
    Shipper shipper = shipper(1);
    long[] waitsMs = new long[5];
    for (int i = 0; i < waitsMs.length; i++) {
      work(shipper);
      waitsMs[i] = TimeUnit.NANOSECONDS.toMillis(shipper.idleNs());
    }
    assertThat(waitsMs).containsExactly(20, 40, 80, 100, 100);
    feed.record(1);
    work(shipper);
    assertThat(shipper.idleNs()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void shouldConnectBeforeThereIsAnEventAndSayWhereEventsGo() {
    Shipper shipper = shipper(3);
    assertThat(shipper.doWork()).isZero();
    assertThat(shipper.idleNs()).isPositive();
    assertThat(sink.opened).isEqualTo(1);
    assertThat(log.lines()).containsExactly("INFO fake sink: events go to fake:1");
  }

  @Test
  void shouldTryAgainAfterAWhileAndSayItOnceForEachChange() {
    Shipper shipper = shipper(2);
    feed.record(5);
    sink.openFailure = gone;
    for (int i = 0; i < 100; i++) {
      work(shipper);
      assertThat(shipper.idleNs()).isPositive().isLessThanOrEqualTo(30 * SECOND_NS);
      nowNs += shipper.idleNs();
    }
    assertThat(sink.opened).isEqualTo(100);
    assertThat(shipper.counters().retries()).isEqualTo(100);
    assertThat(shipper.lag()).isEqualTo(5);

    sink.openFailure = null;
    work(shipper);
    assertThat(sink.acknowledged()).isEqualTo(ids(0, 4));
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0))
        .isEqualTo(
            "WARN fake sink: fake:1 is gone; start it; events stay in %s and are sent when it works"
                + " again",
            place);
    assertThat(log.lines().get(1))
        .matches("INFO fake sink: fake:1 works again after \\d+ (s|min), events waiting: 3");
  }

  @Test
  void shouldNotTryBeforeItsTime() {
    Shipper shipper = shipper(2);
    sink.openFailure = gone;
    work(shipper);
    long waitNs = shipper.idleNs();
    nowNs += waitNs - 1;
    work(shipper);
    assertThat(sink.opened).isEqualTo(1);
    nowNs++;
    work(shipper);
    assertThat(sink.opened).isEqualTo(2);
  }

  @Test
  void shouldSendTheWholeBatchAgainWhenItWasNotAcknowledged() {
    Shipper shipper = shipper(3);
    feed.record(3);
    sink.commitFailure = gone;
    work(shipper);
    assertThat(feed.committed()).isZero();
    assertThat(sink.closed).isEqualTo(1);
    sink.commitFailure = null;
    nowNs += shipper.idleNs();
    work(shipper);
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 3)));
    assertThat(shipper.counters().acknowledged()).isEqualTo(3);
    assertThat(shipper.lag()).isZero();
  }

  @Test
  void shouldIsolateAPoisonousEventAndGoOn() throws IOException {
    Shipper shipper = shipper(4);
    feed.record(8);
    sink.poison.add("m2");
    work(shipper);

    assertThat(sink.batches).isEqualTo(List.of(ids(0, 1), ids(1, 1), ids(3, 1), ids(4, 4)));
    assertThat(feed.committed()).isEqualTo(8);
    assertThat(shipper.counters().deadLettered()).isEqualTo(1);
    assertThat(shipper.counters().acknowledged()).isEqualTo(7);
    assertThat(shipper.lag()).isZero();

    Path letters = place.resolve("dead-letters-fake.ndjson");
    List<String> lines = Files.readAllLines(letters);
    assertThat(lines).hasSize(1);
    var letter = Json.object(lines.get(0));
    assertThat(letter.keySet()).startsWith("dead_letter_reason", "trace_id", "event_id");
    assertThat(letter).containsEntry("dead_letter_reason", "fake:1 does not like \"it\"");
    assertThat(Json.at(letter, "data", "custom_attributes", "message_id")).isEqualTo("m2");
    assertThat(log.lines()).hasSize(2).last().asString().contains("1 refused so far", "" + letters);
  }

  @Test
  void shouldTellOfDeadLettersLessOftenAsTheyGrow() throws IOException {
    Shipper shipper = shipper(1);
    feed.record(30);
    sink.poison.addAll(ids(0, 30));
    work(shipper);
    assertThat(Files.readAllLines(place.resolve("dead-letters-fake.ndjson"))).hasSize(30);
    assertThat(log.lines().stream().filter(line -> line.contains("refused so far"))).hasSize(2);
  }

  @Test
  void shouldKeepARefusedEventOnTheQueueWhereItsFileCannotBeWritten() throws IOException {
    Shipper shipper = shipper(1);
    Files.createDirectory(place.resolve("dead-letters-fake.ndjson"));
    feed.record(2);
    sink.poison.add("m0");
    work(shipper);
    assertThat(feed.committed()).isZero();
    assertThat(shipper.idleNs()).isPositive();
    assertThat(log.lines()).anyMatch(line -> line.contains("a refused event cannot be kept in"));
  }

  @Test
  void shouldGiveUpWhatCannotWorkBeforeTheNextStart() {
    Shipper shipper = shipper(1);
    feed.record(1);
    sink.openFailure = SinkException.fatal("fake:1 is no address", null);
    work(shipper);
    nowNs += 100 * SECOND_NS;
    work(shipper);
    assertThat(sink.opened).isEqualTo(1);
    assertThat(log.lines())
        .containsExactly(
            "ERROR fake sink: fake:1 is no address; this sink is off until the next start, and"
                + " events stay in "
                + place);
  }

  @Test
  void shouldGiveUpASinkWhoseLibraryIsMissing() {
    Shipper shipper = shipper(1);
    sink.openError = new NoClassDefFoundError("java/net/http/HttpClient");
    work(shipper);
    assertThat(log.lines()).hasSize(1).first().asString().startsWith("ERROR fake sink: ");
  }

  @Test
  void shouldGoOnWhereThePositionCannotBeStored() {
    Shipper shipper = shipper(1);
    feed.record(3).breakStoring();
    work(shipper);
    assertThat(sink.acknowledged()).isEqualTo(ids(0, 3));
    assertThat(log.lines())
        .filteredOn(line -> line.contains("the position cannot be stored"))
        .hasSize(1);
  }

  @Test
  void shouldShipAdoptedRunsInTurnWithItsOwnAndFinishThem() {
    Shipper shipper = shipper(2);
    FakeFeed dead = new FakeFeed(place.resolve("dead")).record(5);
    shipper.adopt(dead);
    feed.record(4);
    work(shipper);
    assertThat(sink.batches)
        .isEqualTo(List.of(ids(0, 2), ids(0, 2), ids(2, 2), ids(2, 2), ids(4, 1)));
    assertThat(dead.isFinished()).isTrue();
    assertThat(feed.isFinished()).isFalse();
    assertThat(shipper.lag()).isZero();
    assertThat(shipper.counters().acknowledged()).isEqualTo(4);
    assertThat(shipper.counters().earlier()).isEqualTo(5);
    assertThat(shipper.doWork()).isZero();
  }

  @Test
  void shouldGiveEachRecordedEventOneFate() {
    Shipper shipper = shipper(4);
    feed.record(11);
    sink.poison.add("m2");
    work(shipper);
    feed.expire(2);

    ShipCounters counters = shipper.counters();
    assertThat(counters.acknowledged()).isEqualTo(7);
    assertThat(counters.deadLettered()).isEqualTo(1);
    assertThat(shipper.expired()).isEqualTo(2);
    assertThat(shipper.lag()).isEqualTo(11 - 7 - 1 - 2);
  }

  @Test
  void shouldAddUpHowLongEventsTookToBeAcknowledged() {
    Shipper shipper = shipper(2);
    Instant now = Instant.now();
    feed.record(4);
    work(shipper);

    // The feed's events started a millisecond after each other.
    Instant first = Instant.ofEpochSecond(1_767_323_045);
    long leastMs = 4 * Duration.between(first, now).toMillis() - 1 - 2 - 3;
    assertThat(TimeUnit.NANOSECONDS.toMillis(shipper.counters().latencyNs()))
        .isBetween(leastMs - 4, leastMs + TimeUnit.HOURS.toMillis(1));
  }

  @Test
  void shouldNotLetADamagedDeadRunHoldUpItsOwn() {
    Shipper shipper = shipper(2);
    FakeFeed dead = new FakeFeed(place.resolve("dead"));
    dead.breakReading();
    shipper.adopt(dead);
    feed.record(2);
    work(shipper);
    assertThat(sink.acknowledged()).isEqualTo(ids(0, 2));
    assertThat(dead.isFinished()).isFalse();
    assertThat(log.lines()).anyMatch(line -> line.contains("dead stays as it is"));
  }

  @Test
  void shouldDrainWithoutWaitingForAFullBatch() {
    Shipper shipper = shipper(100);
    feed.record(7);
    assertThat(shipper.drain(nowNs + SECOND_NS, this::idle)).isTrue();
    assertThat(sink.batches).isEqualTo(List.of(ids(0, 7)));
  }

  @Test
  void shouldStopDrainingAtTheDeadline() {
    Shipper shipper = shipper(100);
    feed.record(7);
    sink.openFailure = gone;
    long deadlineNs = nowNs + 2 * SECOND_NS;
    assertThat(shipper.drain(deadlineNs, this::idle)).isFalse();
    assertThat(nowNs).isEqualTo(deadlineNs);
    assertThat(shipper.lag()).isEqualTo(7);
  }

  @Test
  void shouldTryAtOnceWhenDrained() {
    Shipper shipper = shipper(100);
    feed.record(7);
    sink.openFailure = gone;
    work(shipper);
    sink.openFailure = null;
    assertThat(shipper.drain(nowNs + 1, this::idle)).isTrue();
  }

  @Test
  void shouldLeaveAdoptedRunsAloneWhenDrained() {
    Shipper shipper = shipper(2);
    FakeFeed dead = new FakeFeed(place.resolve("dead")).record(100);
    shipper.adopt(dead);
    feed.record(3);
    assertThat(shipper.drain(nowNs + SECOND_NS, this::idle)).isTrue();
    assertThat(sink.acknowledged()).isEqualTo(ids(0, 3));
    shipper.close();
    assertThat(dead.isFinished()).isFalse();
    assertThat(sink.closed).isEqualTo(1);
  }

  private Shipper shipper(int batchSize) {
    BatchLimits limits = new BatchLimits(batchSize, Duration.ofSeconds(1));
    Backoff backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new SplittableRandom(7));
    return new Shipper(sink, feed, limits, backoff, () -> nowNs, log.log());
  }

  private void idle(long ns) {
    nowNs += ns;
  }

  private static void work(Shipper shipper) {
    int steps = 0;
    while (shipper.doWork() > 0) {
      assertThat(++steps).as("steps of work").isLessThan(1_000);
    }
  }

  private static List<String> ids(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> "m" + i).toList();
  }
}
