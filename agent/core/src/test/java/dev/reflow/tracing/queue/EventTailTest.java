package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {

  private static final int STRIPES = 4;

  @TempDir Path dir;
  private RunDirectory run;
  private EventQueue queue;
  private EventTail tail;
  private final List<Damage> damages = new ArrayList<>();
  private final List<Long> seen = new ArrayList<>();

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir, Flows.process());
    QueueLimits limits = new QueueLimits(STRIPES, 4_096, 512 * 1024, 1 << 20);
    queue = new EventQueue(Flows.process(), limits, Log.silent());
    tail = EventTail.open(run, damages::add);
  }

  @AfterEach
  void tearDown() {
    tail.close();
    queue.close();
    run.close();
  }

  @Test
  void shouldSeeNothingBeforeTheQueueIsOpenAndThenFollowIt() throws Exception {
    append(0, 0, 10);
    assertThat(poll(100)).isZero();
    assertThat(tail.atEnd()).isTrue();
    queue.open(run);
    assertThat(poll(100)).isEqualTo(10);
    append(0, 10, 20);

    assertThat(tail.atEnd()).isFalse();
    assertThat(poll(100)).isEqualTo(10);
    assertThat(seen).containsExactlyElementsOf(numbers(0, 20));
  }

  @Test
  void shouldMissNoFileThatNothingWasWrittenTo() throws Exception {
    queue.open(run);
    append(0, 0, 10);
    assertThat(poll(100)).isEqualTo(10);
    assertThat(tail.atEnd()).as("looks into the files of all stripes").isTrue();
    Position behind = tail.position();
    // Deletes what was only prepared.
    queue.close();
    try (EventTail later = EventTail.open(run, damages::add)) {
      later.seek(behind);
      assertThat(later.poll(event -> seen.add(Flows.sequence(event)), 100)).isZero();
    }
    assertThat(damages).isEmpty();
    assertThat(seen).containsExactlyElementsOf(numbers(0, 10));
  }

  private EventHandler keeping(List<Object> order) {
    return new EventHandler() {
      @Override
      public void onEvent(EventView event) {
        order.add(Flows.sequence(event));
      }

      @Override
      public void onEdgeCount(EdgeCount count) {
        order.add(count);
      }
    };
  }

  private static EdgeCount count(long flows) {
    return new EdgeCount(Flows.PAYMENTS, 1, 2, flows, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldHandOnEdgeCountsBetweenTheEventsWhereTheyWereRecorded() throws Exception {
    queue.open(run);
    Affinity affinity = new Affinity();
    assertThat(queue.append(count(7), affinity)).isEqualTo(Fate.RECORDED);
    queue.append(Flows.flow(0), affinity);
    queue.append(count(8), affinity);
    queue.append(Flows.flow(1), affinity);
    queue.append(count(9), affinity);
    assertThat(queue.recorded()).isEqualTo(2);
    List<Object> order = new ArrayList<>();

    assertThat(tail.poll(keeping(order), 100)).isEqualTo(2);
    assertThat(order).containsExactly(count(7), 0L, count(8), 1L, count(9));

    List<Object> again = new ArrayList<>();
    tail.seek(Position.BEGINNING);
    assertThat(tail.atEnd()).isFalse();
    assertThat(tail.pollInTimeOrder(keeping(again), 100)).isEqualTo(2);
    assertThat(again).containsExactlyElementsOf(order);
  }

  @Test
  void shouldKeepAnEdgeCountThatItHasOnlyLookedPast() throws Exception {
    queue.open(run);
    Affinity affinity = new Affinity();
    queue.append(Flows.flow(0), affinity);
    List<Object> order = new ArrayList<>();
    tail.poll(keeping(order), 100);
    queue.append(count(7), affinity);
    assertThat(tail.atEnd()).isTrue();
    Position before = tail.position();

    tail.seek(before);
    tail.poll(keeping(order), 100);
    Position behind = tail.position();
    tail.seek(behind);
    tail.poll(keeping(order), 100);

    assertThat(order).containsExactly(0L, count(7));
  }

  @Test
  void shouldHandOnAnEdgeCountAgainWhoseHandlerThrew() throws Exception {
    queue.open(run);
    queue.append(count(7), new Affinity());
    EventHandler failing =
        new EventHandler() {
          @Override
          public void onEvent(EventView event) {}

          @Override
          public void onEdgeCount(EdgeCount read) {
            throw new IllegalStateException("not now");
          }
        };
    assertThatThrownBy(() -> tail.poll(failing, 1)).hasMessage("not now");

    List<Object> order = new ArrayList<>();
    tail.poll(keeping(order), 1);
    assertThat(order).containsExactly(count(7));
  }

  @Test
  void shouldFollowAWriterEventByEvent() throws Exception {
    queue.open(run);
    for (int i = 0; i < 30_000; i++) {
      append(0, i, i + 1);
      assertThat(poll(100)).isOne();
      if (i % 1_000 == 0) {
        queue.closeIdlePages();
      }
    }

    assertThat(seen).containsExactlyElementsOf(numbers(0, 30_000));
    assertThat(damages).isEmpty();
  }

  @Test
  void shouldHandOnNoMoreThanWasAskedFor() throws Exception {
    queue.open(run);
    append(0, 0, 1_000);
    append(1, 1_000, 2_000);

    assertThat(poll(300)).isEqualTo(300);
    assertThat(poll(5_000)).isEqualTo(1_700);
  }

  @Test
  void shouldGiveEachStripeItsTurn() throws Exception {
    queue.open(run);
    append(0, 0, 5_000);
    append(1, 5_000, 5_010);
    poll(1_000);

    assertThat(seen).contains(0L, 5_009L);
  }

  @Test
  void shouldGoOnExactlyBehindAnyPosition() throws Exception {
    queue.open(run);
    append(0, 0, 20_000);
    append(1, 20_000, 40_000);
    for (int step = 1; tail.poll(event -> seen.add(Flows.sequence(event)), step) > 0; ) {
      reopenAt(tail.position());
      step = step * 3 % 1_009;
    }

    assertThat(seen).hasSize(40_000).doesNotHaveDuplicates();
    assertThat(damages).isEmpty();
  }

  @Test
  void shouldGoBackToAnEarlierPosition() throws Exception {
    queue.open(run);
    append(0, 0, 1_500);
    poll(700);
    Position committed = tail.position();
    poll(5_000);
    seen.clear();
    tail.seek(committed);
    poll(5_000);

    assertThat(seen).containsExactlyElementsOf(numbers(700, 1_500));
  }

  @Test
  void shouldGoBackToTheBeginningFromTheMiddleOfAPage() throws Exception {
    Position beginning = tail.position();
    queue.open(run);
    append(0, 0, 100);
    queue.closeIdlePages();
    queue.closeIdlePages();
    poll(30);
    tail.seek(beginning);
    poll(50);
    poll(50);

    assertThat(seen.subList(30, seen.size())).containsExactlyElementsOf(numbers(0, 100));
  }

  @Test
  void shouldGoToAndFroBetweenAnyPositions() throws Exception {
    queue.open(run);
    append(0, 0, 20_000);
    List<Position> positions = new ArrayList<>(List.of(tail.position()));
    List<Integer> counts = new ArrayList<>(List.of(0));
    for (int step = 1; poll(step) > 0; step = step * 3 % 1_009) {
      positions.add(tail.position());
      counts.add(seen.size());
    }
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      int at = random.nextInt(positions.size());
      seen.clear();
      tail.seek(positions.get(at));
      int read = poll(random.nextInt(300));
      int from = counts.get(at);
      assertThat(seen).containsExactlyElementsOf(numbers(from, from + read));
    }
    assertThat(damages).isEmpty();
  }

  @Test
  void shouldHandOnAgainWhereTheHandlerThrew() throws Exception {
    queue.open(run);
    append(0, 0, 1_000);
    for (int i = 0; i < 10; i++) {
      long last = 90L * (i + 1);
      assertThatThrownBy(
              () ->
                  tail.poll(
                      event -> {
                        if (Flows.sequence(event) == last) {
                          throw new IllegalStateException("refused");
                        }
                        seen.add(Flows.sequence(event));
                      },
                      1_000))
          .hasMessage("refused");
    }
    poll(1_000);

    assertThat(seen).containsExactlyElementsOf(numbers(0, 1_000));
  }

  @Test
  void shouldGoBackOverFiles() throws Exception {
    queue.open(run);
    append(0, 0, 50_000);
    poll(100);
    Position committed = tail.position();
    poll(100_000);
    seen.clear();
    tail.seek(committed);
    poll(100_000);

    assertThat(seen).containsExactlyElementsOf(numbers(100, 50_000));
    assertThat(damages).isEmpty();
  }

  @Test
  void shouldKnowTheNamesBehindAPosition() throws Exception {
    queue.open(run);
    append(0, 0, 3_000);
    poll(2_000);
    reopenAt(tail.position());
    List<Tails.Seen> rest = new ArrayList<>();
    tail.poll(event -> rest.add(Tails.Seen.of(event)), 5_000);

    assertThat(rest).hasSize(1_000);
    assertThat(rest.get(0)).isEqualTo(new Tails.Seen(2_000, "shop", "Order", "main"));
  }

  @Test
  void shouldNotCountAnEventWhoseHandlerThrew() throws Exception {
    queue.open(run);
    append(0, 0, 10);

    assertThatThrownBy(
            () ->
                tail.poll(
                    event -> {
                      throw new IllegalStateException("poison");
                    },
                    10))
        .hasMessage("poison");
    assertThat(poll(100)).isEqualTo(10);
  }

  @Test
  void shouldMergeStripesByTime() throws Exception {
    queue.open(run);
    for (long i = 0; i < 10_000; i++) {
      append((int) (i % STRIPES), i, i + 1);
    }
    while (tail.pollInTimeOrder(event -> seen.add(Flows.sequence(event)), 77) > 0) {
      // More may follow.
    }

    assertThat(seen).containsExactlyElementsOf(numbers(0, 10_000));
  }

  @Test
  void shouldKeepThePositionExactWhileMerging() throws Exception {
    queue.open(run);
    for (long i = 0; i < 1_000; i++) {
      append((int) (i % STRIPES), i, i + 1);
    }
    tail.pollInTimeOrder(event -> seen.add(Flows.sequence(event)), 501);
    reopenAt(tail.position());
    tail.pollInTimeOrder(event -> seen.add(Flows.sequence(event)), 5_000);

    assertThat(seen).containsExactlyElementsOf(numbers(0, 1_000));
  }

  @Test
  void shouldTellWhenTheCommittedFileIsGoneAndGoOnWithTheNext() throws Exception {
    queue.open(run);
    append(0, 0, 50_000);
    poll(100);
    Position committed = tail.position();
    Path first = SegmentName.file(run.stripe(0), 0);
    Files.delete(first);
    seen.clear();
    reopenAt(committed);
    poll(100_000);

    assertThat(damages).extracting(Damage::file).containsExactly(first);
    assertThat(seen).hasSizeBetween(30_000, 45_000).contains(49_999L);
  }

  private int poll(int max) {
    return tail.poll(event -> seen.add(Flows.sequence(event)), max);
  }

  private void reopenAt(Position position) {
    tail.close();
    tail = EventTail.open(run, damages::add);
    tail.seek(position);
  }

  private void append(int stripe, long from, long to) {
    FlowRecord flow = new FlowRecord();
    Affinity affinity = new Affinity();
    affinity.stripe = stripe;
    for (long i = from; i < to; i++) {
      if (i % 1_000 == 0) {
        queue.tend();
      }
      Flows.set(flow, i);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
