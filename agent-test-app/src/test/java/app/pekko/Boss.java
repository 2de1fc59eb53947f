package app.pekko;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/** Lets others work, in every way that it can. */
final class Boss extends AbstractActorWithTimers {

  static final String PATH = "/user/boss";
  private static final String WORKER = "/user/worker";
  private static final Duration SOON = Duration.ofMillis(20);

  private final ActorRef worker;

  Boss(ActorRef worker) {
    this.worker = worker;
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder().match(Job.class, this::handle).build();
  }

  private void handle(Job job) {
    Ledger.handled();
    switch (job.task()) {
      case "delegate" -> tell(worker, WORKER, job, "reply");
      case "forward" -> worker.forward(Ledger.told(PATH, WORKER, job), getContext());
      case "hire" -> hire(job);
      case "self" -> tell(getSelf(), PATH, job, "noted");
      case "schedule" -> schedule(job);
      case "timer" -> startTimer(job);
      case "fail" -> throw new IllegalStateException("as it was told to");
      case "pipe" -> pipe(job);
      case "ask" -> ask(job);
      default -> {
        // An answer or a note: nothing to be done.
      }
    }
  }

  private void hire(Job job) {
    ActorRef named = getContext().actorOf(Props.create(Worker.class), "kid");
    tell(named, PATH + "/kid", job, "reply");
    ActorRef nameless = getContext().actorOf(Props.create(Worker.class));
    tell(nameless, PATH + "/$a", job, "work");
    getContext().watch(named);
  }

  private void schedule(Job job) {
    Job later = Ledger.told(PATH, WORKER, derived(job, "work"));
    getContext()
        .getSystem()
        .scheduler()
        .scheduleOnce(SOON, worker, later, getContext().getDispatcher(), getSelf());
  }

  private void startTimer(Job job) {
    getTimers().startSingleTimer("once", Ledger.told(PATH, PATH, derived(job, "tick")), SOON);
  }

  private void pipe(Job job) {
    Job later = Ledger.told(PATH, PATH, derived(job, "piped"));
    CompletableFuture<Job> future =
        CompletableFuture.supplyAsync(() -> later, getContext().getDispatcher());
    Patterns.pipe(future, getContext().getDispatcher()).to(getSelf(), getSelf());
  }

  private void ask(Job job) {
    Job question = Ledger.told(PATH, WORKER, derived(job, "reply"));
    Patterns.ask(worker, question, Duration.ofSeconds(10))
        .whenComplete((answer, thrown) -> Ledger.handled());
  }

  private void tell(ActorRef to, String path, Job cause, String task) {
    to.tell(Ledger.told(PATH, path, derived(cause, task)), getSelf());
  }

  private static Job derived(Job cause, String task) {
    return new Job(cause.messageId() + "_" + task, task);
  }
}
