package app.pekko;

import org.apache.pekko.actor.AbstractActorWithStash;

/** Lets work wait until it opens. */
final class Clerk extends AbstractActorWithStash {

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Job.class, job -> job.task().equals("open"), this::open)
        .match(Job.class, job -> stash())
        .build();
  }

  private void open(Job job) {
    Ledger.handled();
    unstashAll();
    getContext().become(receiveBuilder().match(Job.class, this::work).build());
  }

  private void work(Job job) {
    Ledger.handled();
  }
}
