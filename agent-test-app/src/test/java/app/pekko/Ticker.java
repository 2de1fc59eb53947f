package app.pekko;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Starts a timer for each message but the timer's own. */
final class Ticker {

  private static final String PATH = "/user/ticker";

  private Ticker() {}

  static Behavior<Request> create() {
    return Behaviors.withTimers(Ticker::ticking);
  }

  private static Behavior<Request> ticking(TimerScheduler<Request> timers) {
    return Behaviors.receiveMessage(
        request -> {
          Ledger.handled();
          if (request.job().task().equals("tick")) {
            Job ticked = new Job(request.messageId() + "_ticked", "ticked");
            Ledger.told(PATH, PATH, ticked);
            timers.startSingleTimer(new Request(ticked, request.replyTo()), Duration.ofMillis(20));
          }
          return Behaviors.same();
        });
  }
}
