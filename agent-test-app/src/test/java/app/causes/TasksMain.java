package app.causes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Handlers that give work to every kind of executor, which sends for them. The argument is the file
 * for the account.
 */
public final class TasksMain {

  private static final int ROOTS = 400;
  private static final int POOL_THREADS = 3;

  private final WorkActor first = new WorkActor("first");
  private final WorkActor second = new WorkActor("second");
  private final WorkActor sink = new WorkActor("sink");
  private final QueueConnector fromFirst = new QueueConnector("first", sink);
  private final QueueConnector fromOutside = new QueueConnector("outside", sink);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          POOL_THREADS, POOL_THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Quiet::new);
  private final TaskKinds kinds = new TaskKinds(pool, fromFirst);

  private TasksMain() {}

  public static void main(String[] arguments) throws Exception {
    TasksMain program = new TasksMain();
    program.start();
    program.checkTasksStayWhatTheyAre();
    program.send();
    Account.awaitAllHandled();
    program.giveOneTaskTwice();
    program.useEachThreadForNothing();
    Account.awaitAllHandled();
    Account.writeTo(Path.of(arguments[0]));
    System.out.println("done");
    System.exit(0);
  }

  private void start() {
    QueueConnector toSecond = new QueueConnector("first", second);
    first.start(
        note -> {
          kinds.giveAll(note);
          // The one that completes what stages wait for.
          toSecond.sendMessage(note.derived("next"));
        });
    QueueConnector fromSecond = new QueueConnector("second", sink);
    second.start(
        note -> {
          kinds.complete(note.messageId());
          fromSecond.sendMessage(note.derived("after"));
        });
    sink.start(note -> {});
  }

  private void send() {
    QueueConnector toFirst = new QueueConnector("outside", first);
    for (int i = 0; i < ROOTS; i++) {
      toFirst.sendMessage(new Note("m" + i));
    }
  }

  /** Two givers of one object: nobody can tell whose turn it is, so neither is named. */
  private void giveOneTaskTwice() throws Exception {
    ThreadPoolExecutor single =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    CountDownLatch both = new CountDownLatch(1);
    single.execute(
        () -> {
          try {
            both.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Runnable[] turns = new Runnable[2];
    int[] turn = new int[1];
    for (int i = 0; i < turns.length; i++) {
      Note note = new Note("shared" + i);
      turns[i] = Account.alone(() -> fromOutside.sendMessage(note));
    }
    Runnable shared = () -> turns[turn[0]++].run();
    WorkActor giver = new WorkActor("giver");
    giver.start(note -> single.execute(shared));
    QueueConnector toGiver = new QueueConnector("outside", giver);
    toGiver.sendMessage(new Note("give0"));
    toGiver.sendMessage(new Note("give1"));
    while (single.getQueue().size() < 2) {
      Thread.onSpinWait();
    }
    both.countDown();
    Account.awaitAllHandled();
    single.shutdown();
  }

  /** What a thread was given before is over. */
  private void useEachThreadForNothing() throws Exception {
    for (ExecutorService each : List.of(pool, kinds.scheduled(), kinds.forkJoin())) {
      CountDownLatch together = new CountDownLatch(POOL_THREADS);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < POOL_THREADS; i++) {
        Note note = new Note("idle-" + each.getClass().getSimpleName() + i);
        all.add(
            each.submit(
                Account.alone(
                    () -> {
                      together.countDown();
                      fromOutside.sendMessage(note);
                    })));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void checkTasksStayWhatTheyAre() throws Exception {
    ThreadPoolExecutor single =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    CountDownLatch over = new CountDownLatch(1);
    single.execute(
        () -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Runnable task = () -> {};
    single.execute(task);
    if (single.getQueue().peek() != task || !single.remove(task) || single.remove(task)) {
      throw new IllegalStateException("a task that is given is no more the one that it was");
    }
    over.countDown();
    single.shutdown();
  }

  /** A thread whose tasks may fail without a word on stderr. */
  private static final class Quiet extends Thread {
    Quiet(Runnable work) {
      super(work);
      setDaemon(true);
      setUncaughtExceptionHandler((thread, thrown) -> {});
    }
  }

  /** Kept here so that {@link TaskKinds} needs no imports for it. */
  static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
