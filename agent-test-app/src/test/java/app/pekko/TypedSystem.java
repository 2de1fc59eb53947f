package app.pekko;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** The typed actors, and what the main thread tells their guardian. */
final class TypedSystem {

  private static final String[] TASKS = {
    "ping",
    "adapt",
    "stash",
    "timer",
    "pool",
    "anonymous",
    "self",
    "register",
    "ask_context",
    "stop"
  };
  private static final int ROUNDS = 20;

  private TypedSystem() {}

  static void run() throws Exception {
    ActorSystem<Request> system = ActorSystem.create(Guardian.create(), "typed");
    for (int i = 0; i < TASKS.length; i++) {
      tell(system, new Job("typed_" + i, TASKS[i]));
    }
    for (int i = 0; i < ROUNDS; i++) {
      tell(system, new Job("typed_round_" + i, "ping"));
    }
    Job question = Ledger.told(Ledger.OUTSIDE, "/user", new Job("typed_question", "reply"));
    AskPattern.<Request, Job>ask(
            system,
            replyTo -> new Request(question, replyTo),
            Duration.ofSeconds(10),
            system.scheduler())
        .toCompletableFuture()
        .get(20, SECONDS);
    Ledger.handled();
    Ledger.awaitAllHandled();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
  }

  private static void tell(ActorSystem<Request> system, Job job) {
    system.tell(new Request(Ledger.told(Ledger.OUTSIDE, "/user", job), system.ignoreRef()));
  }
}
