package app.shapes;

import java.util.function.Consumer;

/** A send that runs the receiver at once, whose own sends are flows of their own. */
final class NestingShapes {

  private NestingShapes() {}

  /** Calls whoever is at its other end. */
  static final class DirectConnector {
    private final String toActor;
    private final Consumer<Letter> receiver;

    DirectConnector(String toActor, Consumer<Letter> receiver) {
      this.toActor = toActor;
      this.receiver = receiver;
    }

    void sendMessage(Letter letter) {
      receiver.accept(letter);
    }

    @Override
    public String toString() {
      return "to " + toActor;
    }
  }

  /** Passes what it gets on, the same object. */
  static final class ForwardingActor {
    private final DirectConnector next;

    ForwardingActor(DirectConnector next) {
      this.next = next;
    }

    String actorId() {
      return "forwarder";
    }

    void onMessage(Letter letter) {
      next.sendMessage(letter);
    }
  }

  /** Handles without a known name or method, and sends something new. */
  static void reply(Letter letter, DirectConnector to) {
    to.sendMessage(new Letter(letter.messageId() + "_reply"));
  }

  static void run(Truth truth) {
    Consumer<Letter> sink = letter -> System.out.println("sunk " + letter.messageId());
    ForwardingActor forwarder = new ForwardingActor(new DirectConnector("sink", sink));
    DirectConnector first = new DirectConnector("forwarder", forwarder::onMessage);
    first.sendMessage(Letter.number(1));
    first.sendMessage(Letter.number(2));
    truth.flows("external", "forwarder", 2, 0);
    truth.flows("forwarder", "sink", 2, 0);
    DirectConnector answers = new DirectConnector("answers", sink);
    new DirectConnector("asked", letter -> reply(letter, answers)).sendMessage(Letter.number(3));
    truth.flows("external", "asked", 1, 0);
    truth.flows("external", "answers", 1, 0);
  }
}
