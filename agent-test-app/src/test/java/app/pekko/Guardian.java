package app.pekko;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.Routers;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** Sets the typed actors to work. */
final class Guardian extends AbstractBehavior<Request> {

  private static final String PATH = "/user";
  private static final int ROUTEES = 2;

  private final ActorRef<Request> echo;
  private final ActorRef<Job> adapter;

  private Guardian(ActorContext<Request> context) {
    super(context);
    echo = context.spawn(Echo.create(), "echo");
    adapter =
        context.messageAdapter(
            Job.class, answer -> new Request(answer, context.getSystem().ignoreRef()));
  }

  static Behavior<Request> create() {
    return Behaviors.setup(Guardian::new);
  }

  @Override
  public Receive<Request> createReceive() {
    return newReceiveBuilder().onMessage(Request.class, this::handle).build();
  }

  private Behavior<Request> handle(Request request) {
    Ledger.handled();
    Job job = request.job();
    switch (job.task()) {
      case "ping" -> tell(echo, PATH + "/echo", derived(job, "work"));
      case "adapt" -> adapt(job);
      case "stash" -> stash(job);
      case "timer" ->
          tell(
              getContext().spawn(Ticker.create(), "ticker"),
              PATH + "/ticker",
              derived(job, "tick"));
      case "pool" -> route(job);
      case "anonymous" ->
          tell(getContext().spawnAnonymous(Echo.create()), PATH + "/$a", derived(job, "work"));
      case "self" -> tell(getContext().getSelf(), PATH, derived(job, "noted"));
      case "register" -> register(job);
      case "ask_context" -> ask(job);
      case "stop" -> stop(job);
      case "reply" ->
          request.replyTo().tell(Ledger.told(PATH, Ledger.OUTSIDE, derived(job, "answer")));
      default -> {
        // A note or an answer: nothing to be done.
      }
    }
    return this;
  }

  /** The answer comes through a message adapter. */
  private void adapt(Job job) {
    Job question = Ledger.told(PATH, PATH + "/echo", derived(job, "reply"));
    echo.tell(new Request(question, adapter));
  }

  private void stash(Job job) {
    ActorRef<Request> stasher = getContext().spawn(Stasher.create(), "stasher");
    tell(stasher, PATH + "/stasher", derived(job, "work"));
    tell(stasher, PATH + "/stasher", derived(job, "more"));
    tell(stasher, PATH + "/stasher", derived(job, "open"));
    tell(stasher, PATH + "/stasher", derived(job, "last"));
  }

  /** The router is an actor, who passes on what it gets. */
  private void route(Job job) {
    ActorRef<Request> pool = getContext().spawn(Routers.pool(ROUTEES, Echo.create()), "typed_pool");
    for (int i = 0; i < 2 * ROUTEES; i++) {
      Job part = derived(job, "part" + i);
      Ledger.lost(PATH + "/typed_pool", PATH + "/typed_pool/$a", part);
      tell(pool, PATH + "/typed_pool", part);
    }
  }

  /** The receptionist is Pekko's own: what goes to it and what comes from it is not the user's. */
  private void register(Job job) {
    ServiceKey<Request> key = ServiceKey.create(Request.class, "echo");
    getContext().getSystem().receptionist().tell(Receptionist.register(key, echo));
    tell(echo, PATH + "/echo", derived(job, "work"));
  }

  private void ask(Job job) {
    ActorRef<Request> asker = getContext().spawn(Asker.create(echo), "asker");
    tell(asker, PATH + "/asker", derived(job, "ask"));
  }

  private void stop(Job job) {
    ActorRef<Request> mortal = getContext().spawn(Echo.create(), "typed_mortal");
    getContext().watch(mortal);
    tell(mortal, PATH + "/typed_mortal", derived(job, "work"));
    getContext()
        .scheduleOnce(
            Duration.ofMillis(20),
            echo,
            new Request(
                // Told by the scheduler, which is no actor.
                Ledger.told(Ledger.OUTSIDE, PATH + "/echo", derived(job, "later")),
                getContext().getSystem().ignoreRef()));
  }

  private void tell(ActorRef<Request> to, String path, Job job) {
    to.tell(new Request(Ledger.told(PATH, path, job), getContext().getSystem().ignoreRef()));
  }

  private static Job derived(Job cause, String task) {
    return new Job(cause.messageId() + "_" + task, task);
  }
}
