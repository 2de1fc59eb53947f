package app.pekko;

import org.apache.pekko.actor.AbstractActor;

/** Works, and answers when asked to. */
final class Worker extends AbstractActor {

  @Override
  public Receive createReceive() {
    return receiveBuilder().match(Job.class, this::handle).build();
  }

  private void handle(Job job) {
    Ledger.handled();
    if (job.task().equals("reply")) {
      String self = getSelf().path().toStringWithoutAddress();
      String sender = getSender().path().toStringWithoutAddress();
      // What asks from outside of any actor has no name of its own.
      String to = sender.startsWith("/temp/") ? Ledger.OUTSIDE : sender;
      Job answer = new Job(job.messageId() + "_reply", "answer");
      getSender().tell(Ledger.told(self, to, answer), getSelf());
    }
  }
}
