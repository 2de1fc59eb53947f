package app.pekko;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Asks from inside of an actor. */
final class Asker {

  private static final String PATH = "/user/asker";

  private Asker() {}

  static Behavior<Request> create(ActorRef<Request> echo) {
    return Behaviors.receive((context, request) -> handle(context, request, echo));
  }

  /** Who gets an answer: the owner of a message adapter, or whoever waits for a promise. */
  static String receiverOf(ActorRef<Job> replyTo) {
    String path = replyTo.path().toStringWithoutAddress();
    return path.startsWith("/temp/") ? Ledger.OUTSIDE : "/user";
  }

  private static Behavior<Request> handle(
      ActorContext<Request> context, Request request, ActorRef<Request> echo) {
    Ledger.handled();
    if (request.job().task().equals("ask")) {
      Job question = new Job(request.messageId() + "_question", "reply");
      Ledger.told(PATH, "/user/echo", question);
      context.ask(
          Job.class,
          echo,
          Duration.ofSeconds(10),
          replyTo -> new Request(question, replyTo),
          (answer, thrown) -> {
            // Comes from the promise that was answered, which is no actor.
            Ledger.lost(Ledger.OUTSIDE, PATH, answer);
            return new Request(answer, context.getSystem().ignoreRef());
          });
    }
    return Behaviors.same();
  }
}
