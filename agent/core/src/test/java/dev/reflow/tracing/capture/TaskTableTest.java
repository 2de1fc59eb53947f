package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TaskTableTest {

  private static final long KEY = 7L << 33 | 5;
  private static final ActorName GIVER = new ActorName(9, "giver");

  private final TaskTable table = new TaskTable();
  private final Handling task = new Handling(thread());

  @Test
  void shouldGiveATaskWhatCausedItsGiver() {
    Cause given = cause(3);
    given.above = 77;
    table.put(KEY, given, GIVER, false);

    assertThat(take(KEY)).isTrue();
    assertThat(task.cause.eventId()).isEqualTo(new UUID(1, 3));
    assertThat(task.cause.rootId()).isEqualTo(new UUID(2, 3));
    assertThat(task.cause.depth()).isEqualTo(4);
    assertThat(task.cause.above).isEqualTo(77);
    assertThat(task.actor).isEqualTo(GIVER);
  }

  @Test
  void shouldGiveItOnce() {
    table.put(KEY, cause(3), GIVER, false);

    assertThat(take(KEY)).isTrue();
    assertThat(take(KEY)).isFalse();
  }

  @Test
  void shouldTellATaskWithoutACauseFromOneThatNobodyGave() {
    table.put(KEY, null, null, false);

    assertThat(take(KEY)).isTrue();
    assertThat(task.cause.isPresent()).isFalse();
    assertThat(task.actor).isNull();
    assertThat(take(KEY + 1)).isFalse();
  }

  @Test
  void shouldNameNoCauseForAnObjectThatWasGivenTwice() {
    table.put(KEY, null, null, false);
    table.put(KEY, cause(3), GIVER, false);

    assertThat(take(KEY)).isTrue();
    assertThat(task.cause.isPresent()).isFalse();
    assertThat(take(KEY)).isTrue();
    assertThat(task.cause.isPresent()).isFalse();
    assertThat(take(KEY)).isFalse();
  }

  @Test
  void shouldBelieveTheLastGiverOfWhatRunsOnce() {
    table.put(KEY, cause(3), GIVER, true);
    table.put(KEY, cause(4), null, true);

    assertThat(take(KEY)).isTrue();
    assertThat(task.cause.eventId()).isEqualTo(new UUID(1, 4));
    assertThat(task.actor).isNull();
    assertThat(take(KEY)).isFalse();
  }

  @Test
  void shouldKeepWhatIsLookedAtUntilItIsRemoved() {
    table.put(KEY, cause(3), GIVER, true);

    assertThat(table.take(KEY, true, task)).isTrue();
    assertThat(table.take(KEY, true, task)).isTrue();
    table.remove(KEY);
    assertThat(table.take(KEY, true, task)).isFalse();
  }

  @Test
  void shouldCountWhatItForgets() {
    int room = TaskTable.BUCKETS * TaskTable.WAYS;
    for (long i = 1; i <= 2L * room; i++) {
      table.put(i << 33, cause(i), null, false);
    }

    int found = 0;
    for (long i = 1; i <= 2L * room; i++) {
      if (take(i << 33)) {
        found++;
        assertThat(task.cause.eventId()).isEqualTo(new UUID(1, i));
      }
    }
    assertThat(found).isBetween(room / 2, room);
    assertThat(table.evicted()).isEqualTo(2L * room - found);
  }

  @Test
  void shouldGiveEachTaskItsOwnCauseToManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        long thread = i;
        all.add(() -> wrong(thread << 20));
      }
      for (Future<Integer> wrong : threads.invokeAll(all)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** How many of many tasks get a cause that is not theirs. */
  private int wrong(long first) {
    Handling mine = new Handling(thread());
    int wrong = 0;
    for (long i = first; i < first + 20_000; i++) {
      table.put(i << 33, cause(i), null, false);
      boolean found = table.take(i << 33, false, mine);
      wrong += found && !mine.cause.eventId().equals(new UUID(1, i)) ? 1 : 0;
    }
    return wrong;
  }

  private boolean take(long key) {
    return table.take(key, false, task);
  }

  private static ThreadContext thread() {
    return new ThreadContext(Name.OTHER, new AtomicLong(), EdgeCounters.shared());
  }

  private static Cause cause(long low) {
    Cause cause = new Cause();
    cause.set(1, low, 2, low, 4);
    return cause;
  }
}
