package com.example.load;

import com.typesafe.config.ConfigFactory;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;

/** Pairs of Pekko actors, each throwing one ball to and fro. */
public final class PingPong {

  private static final int PAIRS = 4;

  /** What is thrown; goes to the other side as the next one. */
  record Ball(int left) {}

  /** Throws back what it catches, until the ball is worn out. */
  static final class Player extends AbstractActor {

    private final CountDownLatch done;

    Player(CountDownLatch done) {
      this.done = done;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder().match(Ball.class, this::caught).build();
    }

    private void caught(Ball ball) {
      if (ball.left() == 0) {
        done.countDown();
      } else {
        getSender().tell(new Ball(ball.left() - 1), getSelf());
      }
    }
  }

  private PingPong() {}

  /** Arguments: rounds, messages of each pair in a round; the last round counts. */
  public static void main(String[] arguments) throws Exception {
    ActorSystem system =
        ActorSystem.create("court", ConfigFactory.parseString("pekko.loglevel=WARNING"));
    int rounds = Integer.parseInt(arguments[0]);
    int messages = Integer.parseInt(arguments[1]);
    long elapsedNs = 0;
    for (int round = 0; round < rounds; round++) {
      elapsedNs = play(system, messages);
    }
    System.out.printf(
        Locale.ROOT,
        "perSecond=%.0f sent=%d%n",
        (double) PAIRS * messages * 1e9 / elapsedNs,
        (long) PAIRS * messages * rounds);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get();
  }

  private static long play(ActorSystem system, int messages) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(PAIRS);
    ActorRef[] players = new ActorRef[2 * PAIRS];
    for (int i = 0; i < players.length; i++) {
      players[i] = system.actorOf(Props.create(Player.class, () -> new Player(done)));
    }
    long start = System.nanoTime();
    for (int i = 0; i < players.length; i += 2) {
      players[i].tell(new Ball(messages - 1), players[i + 1]);
    }
    done.await();
    long elapsedNs = System.nanoTime() - start;
    for (ActorRef player : players) {
      system.stop(player);
    }
    return elapsedNs;
  }
}
