package app.causes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithStash;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;

/** Actors that send in every way whose cause could be mistaken. */
final class PekkoActors {

  private PekkoActors() {}

  /** Writes down what it handles and sends. */
  abstract static class Noting extends AbstractActor {

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(Note.class, note -> Account.handle(note, path(getSelf()), () -> handle(note)))
          .build();
    }

    abstract void handle(Note note);

    final void tell(ActorRef to, Note note) {
      to.tell(Account.sent(note, path(to)), getSelf());
    }

    /** Actors whose names Pekko made up are one. */
    static String path(ActorRef actor) {
      return actor.path().toStringWithoutAddress().replaceAll("\\$[^/]+", "\\$*");
    }
  }

  /** Sends one object to three actors, and then more. */
  static final class Splitter extends Noting {

    private final List<ActorRef> three;
    private final ActorRef clerk;

    Splitter(List<ActorRef> three, ActorRef clerk) {
      this.three = three;
      this.clerk = clerk;
    }

    @Override
    void handle(Note note) {
      Note part = note.derived("part");
      three.forEach(each -> tell(each, part));
      Note twice = note.derived("twice");
      tell(three.get(0), twice);
      tell(three.get(0), twice);
      tell(clerk, note.derived("wait"));
      tell(clerk, note.derived("open"));
    }
  }

  /** One of the three: answers, passes on, or fails. */
  static final class Side extends Noting {

    private final ActorRef sink;
    private final ActorRef last;
    private int answers;

    Side(ActorRef sink, ActorRef last) {
      this.sink = sink;
      this.last = last;
    }

    @Override
    void handle(Note note) {
      String name = getSelf().path().name();
      if (note.isA("twice")) {
        tell(sink, note.derived("answer" + answers++));
      } else if (name.equals("middle")) {
        last.forward(Account.sent(note, path(last)), getContext());
      } else {
        tell(sink, note.derived(name));
      }
      if (name.equals("right")) {
        throw new IllegalStateException("as it was told to");
      }
    }
  }

  /** Tells itself, and a new actor that has not started yet. */
  static final class Last extends Noting {

    private final ActorRef sink;

    Last(ActorRef sink) {
      this.sink = sink;
    }

    @Override
    void handle(Note note) {
      if (note.isA("self")) {
        ActorRef child = getContext().actorOf(Props.create(Child.class, sink));
        tell(child, note.derived("child"));
      } else {
        tell(getSelf(), note.derived("self"));
      }
    }
  }

  /** Does one piece of work. */
  static final class Child extends Noting {

    private final ActorRef sink;

    Child(ActorRef sink) {
      this.sink = sink;
    }

    @Override
    void handle(Note note) {
      tell(sink, note.derived("done"));
      getContext().stop(getSelf());
    }
  }

  /** Lets a note wait until it is opened. */
  static final class Clerk extends AbstractActorWithStash {

    private final ActorRef sink;
    private final Set<String> opened = new HashSet<>();

    Clerk(ActorRef sink) {
      this.sink = sink;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder().match(Note.class, this::take).build();
    }

    private void take(Note note) {
      if (note.isA("open")) {
        Account.handle(note, Noting.path(getSelf()), () -> open(note));
      } else if (opened.contains(note.messageId())) {
        Account.handle(note, Noting.path(getSelf()), () -> answer(note));
      } else {
        stash();
      }
    }

    private void open(Note note) {
      opened.add(note.messageId().replace(".open", ".wait"));
      unstashAll();
      answer(note);
    }

    private void answer(Note note) {
      sink.tell(Account.sent(note.derived("clerk"), Noting.path(sink)), getSelf());
    }
  }

  /** Where it all ends. */
  static final class Sink extends Noting {

    @Override
    void handle(Note note) {
      // Nothing comes of it.
    }
  }
}
