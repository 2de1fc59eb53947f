package app.shapes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sends that are not over when the method returns. */
final class FutureShapes {

  private static final long LATER_MS = 80;

  private FutureShapes() {}

  static final class StageConnector extends Route {
    private final @Nullable CompletionStage<String> result;

    StageConnector(String to, @Nullable CompletionStage<String> result) {
      super(to);
      this.result = result;
    }

    @Nullable CompletionStage<String> sendMessage(Letter letter) {
      return result;
    }
  }

  static final class FutureConnector extends Route {
    private final Future<String> result;

    FutureConnector(String to, Future<String> result) {
      super(to);
      this.result = result;
    }

    Future<String> sendMessage(Letter letter) {
      return result;
    }
  }

  /** Declares nothing of a future, and returns one. */
  static final class UndeclaredConnector extends Route {
    private final Object result;

    UndeclaredConnector(String to, Object result) {
      super(to);
      this.result = result;
    }

    Object sendMessage(Letter letter) {
      return result;
    }
  }

  /** Runs what comes later. */
  private static final class Timer {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    void run(Runnable action) {
      var unused = executor.schedule(action, LATER_MS, MILLISECONDS);
    }

    void await() throws InterruptedException {
      executor.shutdown();
      if (!executor.awaitTermination(5, SECONDS)) {
        throw new IllegalStateException("a future did not complete");
      }
    }
  }

  static final class HostileFuture extends CompletableFuture<String> {
    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> action) {
      throw new UnsupportedOperationException("hostile");
    }
  }

  static void run(Truth truth) throws Exception {
    Timer later = new Timer();
    runDone(truth);
    runLater(truth, later);
    runPlain(truth, later);
    later.await();
  }

  private static void runDone(Truth truth) {
    sendStage(truth, "done_stage", CompletableFuture.completedFuture("ack"), 0);
    sendStage(
        truth,
        "failed_stage",
        CompletableFuture.failedFuture(new IllegalStateException("refused at once")),
        1);
    sendStage(truth, "null_stage", null, 0);
    sendStage(truth, "never_stage", new CompletableFuture<>(), 0);
    sendStage(truth, "hostile_stage", new HostileFuture(), 0);
  }

  private static void runLater(Truth truth, Timer later) {
    CompletableFuture<String> done = new CompletableFuture<>();
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<String> undeclared = new CompletableFuture<>();
    List<String> order = new ArrayList<>();
    sendStage(truth, "later_stage", done, 0);
    sendStage(truth, "failing_stage", failing, 1);
    Object result = new UndeclaredConnector("undeclared", undeclared).sendMessage(Letter.number(1));
    truth.same("undeclared future", undeclared, result);
    truth.flows("undeclared", 1);
    var unused = done.whenComplete((ack, thrown) -> order.add("done"));
    later.run(() -> done.complete("ack"));
    later.run(() -> failing.completeExceptionally(new IllegalStateException("refused later")));
    later.run(() -> undeclared.complete("ack"));
    truth.atLeastMs("later_stage", LATER_MS);
    truth.atLeastMs("failing_stage", LATER_MS);
    truth.atLeastMs("undeclared", LATER_MS);
  }

  private static void runPlain(Truth truth, Timer later) throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> "ack");
    FutureTask<String> failing =
        new FutureTask<>(
            () -> {
              throw new IllegalStateException("refused by the task");
            });
    truth.same(
        "plain future",
        task,
        new FutureConnector("plain_future", task).sendMessage(Letter.number(1)));
    truth.flows("plain_future", 1);
    truth.atLeastMs("plain_future", LATER_MS);
    truth.same(
        "failing future",
        failing,
        new FutureConnector("failing_future", failing).sendMessage(Letter.number(1)));
    truth.flows(Truth.FROM, "failing_future", 1, 1);
    later.run(task);
    later.run(failing);
    System.out.println(task.get());
  }

  private static void sendStage(
      Truth truth, String to, @Nullable CompletionStage<String> stage, int errors) {
    truth.same(
        "stage of " + to, stage, new StageConnector(to, stage).sendMessage(Letter.number(1)));
    truth.flows(Truth.FROM, to, 1, errors);
  }
}
