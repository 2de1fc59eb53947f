package app.causes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;

/**
 * A thousand messages from outside at once, each of which makes a tree of others. The argument is
 * the file for the account.
 */
public final class PekkoRootsMain {

  private static final int THREADS = 4;
  private static final int ROOTS_OF_EACH = 250;

  private PekkoRootsMain() {}

  public static void main(String[] arguments) throws Exception {
    ActorSystem system = ActorSystem.create("roots");
    try {
      ActorRef sink = system.actorOf(Props.create(PekkoActors.Sink.class), "sink");
      ActorRef last = system.actorOf(Props.create(PekkoActors.Last.class, sink), "last");
      List<ActorRef> three = new ArrayList<>();
      for (String name : new String[] {"left", "middle", "right"}) {
        three.add(system.actorOf(Props.create(PekkoActors.Side.class, sink, last), name));
      }
      ActorRef clerk = system.actorOf(Props.create(PekkoActors.Clerk.class, sink), "clerk");
      ActorRef splitter =
          system.actorOf(Props.create(PekkoActors.Splitter.class, three, clerk), "splitter");
      send(splitter);
      Account.awaitAllHandled();
      Account.writeTo(Path.of(arguments[0]));
      System.out.println("done");
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
    }
  }

  private static void send(ActorRef splitter) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "t" + i;
      threads.add(new Thread(() -> sendRoots(splitter, name, start)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void sendRoots(ActorRef splitter, String name, CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < ROOTS_OF_EACH; i++) {
      splitter.tell(Account.sent(new Note(name + "-" + i), "/user/splitter"), ActorRef.noSender());
    }
  }
}
