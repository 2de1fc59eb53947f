package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.FlowRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CauseTableTest {

  private static final long PROCESS = 42;
  private static final long KEY = 7L << 33 | 5L << 16 | 3;

  private final CauseTable table = new CauseTable(PROCESS);
  private final Cause cause = new Cause();
  private long sequence;

  @Test
  void shouldFindTheEventThatDeliversAMessage() {
    FlowRecord event = event();
    event.caused = true;
    event.rootHigh = 11;
    event.rootLow = 12;
    event.chainDepth = 5;
    put(KEY, event);

    assertThat(table.take(KEY, 0, cause)).isTrue();
    assertThat(cause.eventId()).isEqualTo(id(event));
    assertThat(cause.rootId()).isEqualTo(new UUID(11, 12));
    assertThat(cause.depth()).isEqualTo(5);
  }

  @Test
  void shouldTakeARootForItsOwnRoot() {
    FlowRecord event = event();
    put(KEY, event);

    assertThat(table.take(KEY, 0, cause)).isTrue();
    assertThat(cause.rootId()).isEqualTo(id(event));
    assertThat(cause.depth()).isZero();
  }

  @Test
  void shouldKnowNothingOfOtherKeys() {
    put(KEY, event());

    assertThat(table.take(KEY + (1 << 16), 0, cause)).isFalse();
    assertThat(cause.isPresent()).isFalse();
  }

  @Test
  void shouldTellTheCauseOfAMessageHandledOnceMore() {
    FlowRecord event = event();
    put(KEY, event);

    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    assertThat(taken(CauseTable.KEEP | CauseTable.LIVE_ONLY)).isNull();
  }

  @Test
  void shouldTellTheCauseOfAFailedMessageHoweverManyOthersWereHandledSince() {
    FlowRecord event = event();
    put(KEY, event);
    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    handleOthers();
    table.fail(KEY, event);
    handleOthers();

    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    FlowRecord next = event();
    put(KEY, next);
    assertThat(taken(0)).as("sent once more").isEqualTo(id(next));
  }

  @Test
  void shouldTellTheCauseOfAFailedMessageHoweverManyAreOnTheirWay() {
    FlowRecord event = event();
    put(KEY, event);
    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    table.fail(KEY, event);
    for (int i = 0; i < 30_000; i++) {
      put(key(i + 10), event());
    }

    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(event));
    FlowRecord next = event();
    put(KEY, next);
    assertThat(taken(CauseTable.KEEP)).as("sent once more").isEqualTo(id(next));
    assertThat(taken(CauseTable.KEEP)).as("of which of the two?").isNull();
  }

  private void handleOthers() {
    for (int i = 0; i < 32_768; i++) {
      put(key(i + 10), event());
      assertThat(table.take(key(i + 10), CauseTable.KEEP, cause)).isTrue();
    }
  }

  @Test
  void shouldForgetWhatIsNotToBeKept() {
    put(KEY, event());

    assertThat(taken(0)).isNotNull();
    assertThat(taken(0)).isNull();
  }

  @Test
  void shouldNotGuessWhichOfTwoSendsAMessageComesOnceMoreFrom() {
    put(KEY, event());
    assertThat(taken(CauseTable.KEEP)).isNotNull();
    FlowRecord second = event();
    put(KEY, second);

    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(second));
    assertThat(taken(CauseTable.KEEP)).isNull();
  }

  @Test
  void shouldKeepTheOrderOfAMessageThatIsSentAgainBeforeItWasHandled() {
    List<UUID> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      FlowRecord event = event();
      put(KEY, event);
      sent.add(id(event));
    }
    List<UUID> handled = new ArrayList<>();
    for (UUID next = taken(0); next != null; next = taken(0)) {
      handled.add(next);
    }

    assertThat(handled).isEqualTo(sent);
  }

  @Test
  void shouldGoOnNumberingAMessageThatNeverStopsBeingOnItsWay() {
    FlowRecord before = event();
    put(KEY, before);
    for (int i = 0; i < 3 * CauseQueue.MAX; i++) {
      FlowRecord event = event();
      put(KEY, event);
      assertThat(taken(0)).isEqualTo(id(before));
      before = event;
    }
    assertThat(taken(0)).isEqualTo(id(before));
    assertThat(taken(0)).isNull();
  }

  @Test
  void shouldPassOverASendThatFailedWhileOthersWait() {
    List<FlowRecord> events = List.of(event(), event(), event(), event());
    int[] at = new int[4];
    for (int i = 0; i < 4; i++) {
      at[i] = table.put(KEY, events.get(i));
    }
    table.withdraw(at[0], KEY, events.get(0).sequence, true);
    table.withdraw(at[2], KEY, events.get(2).sequence, false);

    assertThat(taken(0)).isEqualTo(id(events.get(1)));
    assertThat(taken(0)).isEqualTo(id(events.get(3)));
    assertThat(taken(0)).isNull();
  }

  @Test
  void shouldForgetAWithdrawnEvent() {
    FlowRecord event = event();
    int at = table.put(KEY, event);
    table.withdraw(at, KEY, event.sequence + 1, false);
    assertThat(taken(CauseTable.KEEP)).as("not the one withdrawn").isEqualTo(id(event));
    FlowRecord other = event();
    table.withdraw(table.put(KEY, other), KEY, other.sequence, false);

    assertThat(taken(0)).isNull();
  }

  @Test
  void shouldFindAFailedSendsEventAndPreferTheNextOne() {
    FlowRecord failed = event();
    table.withdraw(table.put(KEY, failed), KEY, failed.sequence, true);
    assertThat(taken(CauseTable.KEEP)).isEqualTo(id(failed));
    FlowRecord next = event();
    put(KEY, next);

    assertThat(taken(0)).isEqualTo(id(next));
  }

  @Test
  void shouldNotGuessBetweenTwoWhereOrderTellsNothing() {
    put(KEY, event());
    put(KEY, event());

    assertThat(taken(CauseTable.ALONE)).isNull();
    assertThat(taken(CauseTable.ALONE)).isNull();
    FlowRecord alone = event();
    put(KEY, alone);
    assertThat(taken(CauseTable.ALONE)).isEqualTo(id(alone));
  }

  @Test
  void shouldLoseCausesAndNeverTakeOneForAnotherWhereItIsOverfull() {
    int messages = 5 * table.capacity();
    List<UUID> sent = new ArrayList<>(messages);
    for (int i = 0; i < messages; i++) {
      FlowRecord event = event();
      put(key(i), event);
      sent.add(id(event));
    }
    int found = 0;
    for (int i = 0; i < messages; i++) {
      if (table.take(key(i), 0, cause)) {
        assertThat(cause.eventId()).isEqualTo(sent.get(i));
        found++;
      }
    }

    assertThat(found).isEqualTo(table.capacity());
    assertThat(table.evicted()).isEqualTo(messages - found);
  }

  @Test
  void shouldFindEachOfManyThatAreOnTheirWayInTheOrderOfItsSends() {
    int messages = 10_000;
    Map<Long, List<FlowRecord>> sent = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < messages; i++) {
        FlowRecord event = event();
        put(key(i), event);
        sent.computeIfAbsent(key(i), key -> new ArrayList<>()).add(event);
      }
    }

    assertThat(table.evicted()).isZero();
    sent.forEach(
        (key, events) -> {
          for (FlowRecord event : events) {
            assertThat(table.take(key, 0, cause)).isTrue();
            assertThat(cause.eventId()).isEqualTo(id(event));
          }
          assertThat(table.take(key, 0, cause)).isFalse();
        });
  }

  @Test
  void shouldWithdrawAnEventThatHasMovedMeanwhile() {
    List<FlowRecord> events = new ArrayList<>();
    List<Integer> entries = new ArrayList<>();
    int messages = 10_000;
    for (int i = 0; i < messages; i++) {
      events.add(event());
      entries.add(table.put(key(i), events.get(i)));
    }
    for (int i = 0; i < messages; i++) {
      table.withdraw(entries.get(i), key(i), events.get(i).sequence, false);
    }

    for (int i = 0; i < messages; i++) {
      assertThat(table.take(key(i), 0, cause)).isFalse();
    }
  }

  /** Sends (true) and handlings of a few messages, in any order, against queues. */
  @Property
  void shouldGiveEachMessageTheEventsOfItsSendsInOrder(@ForAll("steps") List<Step> steps) {
    CauseTable fresh = new CauseTable(PROCESS);
    Map<Long, Deque<UUID>> expected = new HashMap<>();
    for (Step step : steps) {
      Deque<UUID> queue = expected.computeIfAbsent(step.key(), key -> new ArrayDeque<>());
      if (step.sends()) {
        FlowRecord event = event();
        assertThat(fresh.put(step.key(), event)).isNotEqualTo(CauseTable.NONE);
        queue.add(id(event));
      } else {
        UUID first = queue.poll();
        assertThat(fresh.take(step.key(), CauseTable.LIVE_ONLY, cause)).isEqualTo(first != null);
        if (first != null) {
          assertThat(cause.eventId()).isEqualTo(first);
        }
      }
    }
  }

  record Step(long key, boolean sends) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> keys = Arbitraries.longs().between(0, 4).map(CauseTableTest::key);
    return Combinators.combine(keys, Arbitraries.of(true, true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }

  private static long key(long message) {
    return message << 33 | 9L << 16;
  }

  private void put(long key, FlowRecord event) {
    assertThat(table.put(key, event)).isNotEqualTo(CauseTable.NONE);
  }

  private @Nullable UUID taken(int how) {
    return table.take(KEY, how, cause) ? cause.eventId() : null;
  }

  private FlowRecord event() {
    FlowRecord event = new FlowRecord();
    event.sequence = sequence++;
    event.startNs = 1_700_000_000_000_000_000L + sequence * 10_000;
    return event;
  }

  private static UUID id(FlowRecord event) {
    return new UUID(EventIds.high(event.startNs), EventIds.low(PROCESS, event.sequence));
  }
}
