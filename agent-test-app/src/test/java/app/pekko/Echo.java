package app.pekko;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Works, and answers when asked to. */
final class Echo {

  private Echo() {}

  static Behavior<Request> create() {
    return Behaviors.receive((context, request) -> handle(context, request));
  }

  private static Behavior<Request> handle(ActorContext<Request> context, Request request) {
    Ledger.handled();
    if (request.job().task().equals("reply")) {
      String self = context.getSelf().path().toStringWithoutAddress();
      Job answer = new Job(request.messageId() + "_answer", "answer");
      request.replyTo().tell(Ledger.told(self, Asker.receiverOf(request.replyTo()), answer));
    }
    return Behaviors.same();
  }
}
