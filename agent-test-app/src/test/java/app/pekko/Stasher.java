package app.pekko;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/** Lets work wait until it opens. */
final class Stasher {

  private static final int CAPACITY = 100;

  private Stasher() {}

  static Behavior<Request> create() {
    return Behaviors.withStash(CAPACITY, Stasher::closed);
  }

  private static Behavior<Request> closed(StashBuffer<Request> waiting) {
    return Behaviors.receiveMessage(
        request -> {
          if (request.job().task().equals("open")) {
            Ledger.handled();
            return waiting.unstashAll(open());
          }
          waiting.stash(request);
          return Behaviors.same();
        });
  }

  private static Behavior<Request> open() {
    return Behaviors.receiveMessage(
        request -> {
          Ledger.handled();
          return Behaviors.same();
        });
  }
}
