package app.causes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/**
 * A typed actor lets messages wait until it is told to open. What it sends for those that waited is
 * caused by nothing that anybody can know. The argument is the file for the account.
 */
public final class TypedStashMain {

  private static final String ACTOR = "/user";
  private static final String SINK = "/user/sink";
  private static final int MESSAGES = 50;

  private TypedStashMain() {}

  public static void main(String[] arguments) throws Exception {
    ActorSystem<Note> system = ActorSystem.create(create(), "stash");
    for (int i = 0; i < MESSAGES; i++) {
      tell(system, "early" + i);
    }
    tell(system, "open");
    for (int i = 0; i < MESSAGES; i++) {
      tell(system, "late" + i);
    }
    Account.awaitAllHandled();
    Account.writeTo(Path.of(arguments[0]));
    System.out.println("done");
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
  }

  private static void tell(ActorSystem<Note> system, String id) {
    system.tell(Account.sent(new Note(id), ACTOR));
  }

  private static Behavior<Note> create() {
    return Behaviors.setup(
        context -> {
          ActorRef<Note> sink = context.spawn(sink(), "sink");
          return Behaviors.withStash(MESSAGES, waiting -> closed(waiting, sink));
        });
  }

  private static Behavior<Note> sink() {
    return Behaviors.receiveMessage(
        note -> {
          Account.handle(note, SINK, () -> {});
          return Behaviors.same();
        });
  }

  private static Behavior<Note> closed(StashBuffer<Note> waiting, ActorRef<Note> sink) {
    return Behaviors.receiveMessage(
        note -> {
          if (!note.messageId().equals("open")) {
            waiting.stash(note);
            return Behaviors.same();
          }
          Account.handle(note, ACTOR, () -> send(sink, note));
          return waiting.unstashAll(open(sink));
        });
  }

  private static Behavior<Note> open(ActorRef<Note> sink) {
    return Behaviors.receiveMessage(
        note -> {
          Runnable work = () -> send(sink, note);
          boolean waited = note.messageId().startsWith("early");
          Account.handle(note, ACTOR, waited ? Account.alone(work) : work);
          return Behaviors.same();
        });
  }

  private static void send(ActorRef<Note> sink, Note note) {
    sink.tell(Account.sent(note.derived("passed"), SINK));
  }
}
