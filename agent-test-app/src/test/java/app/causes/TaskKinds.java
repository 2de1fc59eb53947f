package app.causes;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gives one task of each kind away, each of which sends one message. Any thread. */
// The account tells whether all of them have run.
@SuppressWarnings("FutureReturnValueIgnored")
final class TaskKinds {

  private final ExecutorService pool;
  private final QueueConnector connector;
  private final ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(3);
  private final ForkJoinPool forkJoin = new ForkJoinPool(3);
  private final @Nullable ExecutorService virtual = virtual();
  private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();

  TaskKinds(ExecutorService pool, QueueConnector connector) {
    this.pool = pool;
    this.connector = connector;
  }

  ScheduledExecutorService scheduled() {
    return scheduled;
  }

  ForkJoinPool forkJoin() {
    return forkJoin;
  }

  void giveAll(Note note) {
    givePools(note);
    giveForkJoin(note);
    giveStages(note);
    ExecutorService threads = virtual;
    if (threads != null) {
      threads.execute(sends(note, "virtual"));
      threads.submit(sends(note, "virtual-submit"));
    }
  }

  /** Lets the stages run that wait for this message. */
  void complete(String messageId) {
    CompletableFuture<String> future = waiting.remove(messageId);
    if (future != null) {
      future.complete(messageId);
    }
  }

  private Runnable sends(Note note, String kind) {
    return Account.carried(() -> connector.sendMessage(note.derived(kind)));
  }

  private void givePools(Note note) {
    pool.execute(sends(note, "execute"));
    pool.submit(sends(note, "submit"));
    pool.submit(Executors.callable(sends(note, "callable")));
    Runnable failing = sends(note, "failing");
    pool.execute(
        () -> {
          failing.run();
          throw new IllegalStateException("as it was told to");
        });
    // A task gives a task.
    pool.execute(Account.carried(() -> pool.execute(sends(note, "nested"))));
    scheduled.execute(sends(note, "scheduled-now"));
    scheduled.schedule(sends(note, "scheduled"), 1, TimeUnit.MILLISECONDS);
    givePeriodic(note);
  }

  /** The first run is the giver's; the second is caused by nothing. */
  private void givePeriodic(Note note) {
    Runnable[] runs = {
      sends(note, "periodic"), Account.alone(() -> connector.sendMessage(note.derived("again")))
    };
    AtomicInteger run = new AtomicInteger();
    AtomicReference<@Nullable ScheduledFuture<?>> self = new AtomicReference<>();
    self.set(
        scheduled.scheduleAtFixedRate(
            () -> {
              int number = run.getAndIncrement();
              if (number < runs.length) {
                runs[number].run();
              } else {
                ScheduledFuture<?> future = self.get();
                if (future != null) {
                  future.cancel(false);
                }
              }
            },
            0,
            1,
            TimeUnit.MILLISECONDS));
  }

  private void giveForkJoin(Note note) {
    forkJoin.execute(sends(note, "fork-join"));
    forkJoin.submit(sends(note, "fork-join-submit"));
    Runnable left = sends(note, "left");
    Runnable right = sends(note, "right");
    forkJoin.execute(
        new RecursiveAction() {
          private static final long serialVersionUID = 1;

          @Override
          protected void compute() {
            invokeAll(action(left), action(right));
          }
        });
  }

  private static RecursiveAction action(Runnable body) {
    return new RecursiveAction() {
      private static final long serialVersionUID = 1;

      @Override
      protected void compute() {
        body.run();
      }
    };
  }

  private void giveStages(Note note) {
    CompletableFuture.runAsync(sends(note, "async"));
    Runnable supply = sends(note, "supply");
    Runnable then = sends(note, "then");
    CompletableFuture.supplyAsync(
            () -> {
              supply.run();
              return note;
            },
            pool)
        .thenAccept(result -> then.run());
    CompletableFuture<String> waits = new CompletableFuture<>();
    waiting.put(note.derived("next").messageId(), waits);
    Runnable completed = sends(note, "completed");
    Runnable completedAsync = sends(note, "completed-async");
    Runnable combined = sends(note, "combined");
    Runnable composed = sends(note, "composed");
    waits.whenComplete((result, failure) -> completed.run());
    waits.thenRunAsync(completedAsync, pool);
    waits.thenCombine(
        CompletableFuture.supplyAsync(() -> note, forkJoin),
        (one, other) -> {
          combined.run();
          return one;
        });
    waits.thenCompose(result -> CompletableFuture.runAsync(composed, pool));
    CompletableFuture.runAsync(
        sends(note, "delayed"), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, pool));
  }

  private static @Nullable ExecutorService virtual() {
    try {
      return TasksMain.virtualThreads();
    } catch (ReflectiveOperationException olderJdk) {
      return null;
    }
  }
}
