package app.pekko;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.routing.Broadcast;
import org.apache.pekko.routing.RoundRobinPool;

/** The classic actors, and what the main thread tells them. */
final class ClassicSystem {

  private static final int TELLS = 50;
  private static final int ROUTEES = 3;

  private final ActorSystem system = ActorSystem.create("classic");
  private final ActorRef worker = system.actorOf(Props.create(Worker.class), "worker");
  private int number;

  static void run() throws Exception {
    ClassicSystem classic = new ClassicSystem();
    classic.tellAndForward();
    classic.route();
    classic.select();
    classic.stashAndBecome();
    classic.ask();
    Ledger.awaitAllHandled();
    classic.tellTheDead();
    classic.system.terminate();
    classic.system.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
  }

  private void tellAndForward() {
    ActorRef boss = system.actorOf(Props.create(Boss.class, worker), "boss");
    for (int i = 0; i < TELLS; i++) {
      // Right after it was made: the first ones wait until the actor has started.
      tell(boss, "/user/boss", "delegate");
      tell(boss, "/user/boss", "forward");
    }
    for (String task : new String[] {"fail", "hire", "self", "schedule", "timer", "pipe", "ask"}) {
      tell(boss, "/user/boss", task);
    }
  }

  private void route() {
    ActorRef pool =
        system.actorOf(new RoundRobinPool(ROUTEES).props(Props.create(Worker.class)), "pool");
    for (int i = 0; i < 2 * ROUTEES; i++) {
      tell(pool, "/user/pool/$a", "work");
    }
    Job job = next("broadcast");
    for (int i = 0; i < ROUTEES; i++) {
      Ledger.told(Ledger.OUTSIDE, "/user/pool/$a", job);
    }
    pool.tell(new Broadcast(job), ActorRef.noSender());
  }

  private void select() {
    Job job = Ledger.told(Ledger.OUTSIDE, "/user/worker", next("work"));
    system.actorSelection("/user/work*").tell(job, ActorRef.noSender());
    Job named = Ledger.told(Ledger.OUTSIDE, "/user/worker", next("work"));
    system.actorSelection("/user/worker").tell(named, ActorRef.noSender());
    // The sender that is given is not the one who runs, but there is no other.
    worker.tell(Ledger.told("/user/worker", "/user/worker", next("work")), worker);
  }

  private void stashAndBecome() {
    ActorRef clerk = system.actorOf(Props.create(Clerk.class), "clerk");
    tell(clerk, "/user/clerk", "work");
    tell(clerk, "/user/clerk", "work");
    tell(clerk, "/user/clerk", "open");
    tell(clerk, "/user/clerk", "work");
  }

  private void ask() throws Exception {
    Job question = Ledger.told(Ledger.OUTSIDE, "/user/worker", next("reply"));
    Patterns.ask(worker, question, Duration.ofSeconds(10)).toCompletableFuture().get(20, SECONDS);
    Ledger.handled();
  }

  /** Messages that no actor ever gets are told all the same. */
  private void tellTheDead() throws Exception {
    ActorRef mortal = system.actorOf(Props.create(Worker.class), "mortal");
    Patterns.gracefulStop(mortal, Duration.ofSeconds(10)).toCompletableFuture().get(20, SECONDS);
    mortal.tell(Ledger.lost(Ledger.OUTSIDE, "/user/mortal", next("work")), ActorRef.noSender());
    system
        .deadLetters()
        .tell(Ledger.lost(Ledger.OUTSIDE, "/deadLetters", next("work")), ActorRef.noSender());
  }

  private void tell(ActorRef to, String path, String task) {
    to.tell(Ledger.told(Ledger.OUTSIDE, path, next(task)), ActorRef.noSender());
  }

  private Job next(String task) {
    return new Job("classic_" + number++, task);
  }
}
