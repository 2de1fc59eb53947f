package app.shapes;

import java.util.List;

/** Methods of every kind: overloaded, generic, bridged, private, final, static, with any result. */
final class MethodShapes {

  private MethodShapes() {}

  static final class PlainConnector extends Route {
    PlainConnector() {
      super("plain");
    }

    void sendMessage(Letter letter) {
      System.out.println("plain " + letter.messageId());
    }
  }

  static final class OverloadedConnector extends Route {
    OverloadedConnector() {
      super("overloaded");
    }

    void sendMessage(String text) {
      System.out.println("overloaded " + text);
    }

    void sendMessage(Letter letter) {
      sendMessage(letter, 1);
    }

    boolean sendMessage(Letter letter, int times) {
      System.out.println("overloaded " + letter.messageId() + " " + times);
      return true;
    }

    /** No message: not a send. */
    void sendMessage() {
      System.out.println("overloaded, nothing");
    }
  }

  static class GenericConnector<T> extends Route {
    GenericConnector(String to) {
      super(to);
    }

    T sendMessage(T message) {
      return message;
    }
  }

  /** The compiler adds a bridge {@code Object sendMessage(Object)}. */
  static final class BridgedConnector extends GenericConnector<Letter> {
    BridgedConnector() {
      super("bridged");
    }

    @Override
    Letter sendMessage(Letter letter) {
      return letter;
    }
  }

  static final class PrivateConnector extends Route {
    PrivateConnector() {
      super("private");
    }

    void publish(Letter letter) {
      sendMessage(letter);
    }

    private void sendMessage(Letter letter) {
      System.out.println("private " + letter.messageId());
    }
  }

  static class FinalConnector extends Route {
    FinalConnector() {
      super("final");
    }

    final synchronized void sendMessage(Letter letter) {
      System.out.println("final " + letter.messageId());
    }
  }

  static final class StaticConnector {
    private StaticConnector() {}

    static long sendMessage(Letter letter) {
      return letter.messageId().length();
    }
  }

  static final class PrimitiveConnector extends Route {
    PrimitiveConnector() {
      super("primitive");
    }

    int sendMessage(int number) {
      return number + 1;
    }

    double sendMessage(long number, double factor) {
      return number * factor;
    }

    float sendMessage(byte small, char letter, short other, float factor, boolean up) {
      return up ? small + letter + other + factor : 0;
    }
  }

  static final class VariableConnector extends Route {
    VariableConnector() {
      super("variable");
    }

    int sendMessage(Object... messages) {
      return messages.length;
    }
  }

  static void run(Truth truth) {
    PlainConnector plain = new PlainConnector();
    for (int i = 0; i < 3; i++) {
      plain.sendMessage(Letter.number(i));
    }
    truth.flows("plain", 3);
    truth.message("plain", "Letter", 64);
    runOverloaded(truth);
    runGeneric(truth);
    runModifiers(truth);
    PrimitiveConnector primitive = new PrimitiveConnector();
    System.out.println(primitive.sendMessage(41));
    System.out.println(primitive.sendMessage(21L, 2.0));
    System.out.println(primitive.sendMessage((byte) 1, 'a', (short) 2, 0.5f, true));
    truth.flows("primitive", 3);
    System.out.println(new VariableConnector().sendMessage("a", "b"));
    truth.flows("variable", 1);
  }

  private static void runOverloaded(Truth truth) {
    OverloadedConnector overloaded = new OverloadedConnector();
    overloaded.sendMessage("text");
    overloaded.sendMessage(Letter.number(1));
    System.out.println(overloaded.sendMessage(Letter.number(2), 2));
    overloaded.sendMessage();
    truth.flows("overloaded", 3);
  }

  private static void runGeneric(Truth truth) {
    Letter letter = Letter.number(1);
    GenericConnector<Letter> bridged = new BridgedConnector();
    truth.same("result through a bridge", letter, bridged.sendMessage(letter));
    truth.same("result without a bridge", letter, new BridgedConnector().sendMessage(letter));
    truth.flows("bridged", 2);
    truth.same(
        "generic result", letter, new GenericConnector<Letter>("generic").sendMessage(letter));
    List<Letter> letters = List.of(letter);
    truth.same(
        "generic result of a list",
        letters,
        new GenericConnector<List<Letter>>("generic").sendMessage(letters));
    truth.flows("generic", 2);
  }

  private static void runModifiers(Truth truth) {
    new PrivateConnector().publish(Letter.number(1));
    truth.flows("private", 1);
    new FinalConnector().sendMessage(Letter.number(1));
    truth.flows("final", 1);
    System.out.println(StaticConnector.sendMessage(Letter.number(1)));
    truth.flows("external", "StaticConnector", 1, 0);
  }
}
