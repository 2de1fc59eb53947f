package sample;

/** Sends as many messages as it is told to, and says how many arrived. */
public final class Sender {

  private Sender() {}

  record Message(String id) {}

  static final class MemoryConnector {
    final String fromActor = "sender";
    final String toActor = "counter";
    private int received;

    void sendMessage(Message message) {
      received += message.id().isEmpty() ? 0 : 1;
    }
  }

  public static void main(String[] arguments) {
    MemoryConnector connector = new MemoryConnector();
    int messages = Integer.parseInt(arguments[0]);
    for (int i = 0; i < messages; i++) {
      connector.sendMessage(new Message("m" + i));
    }
    System.out.println(connector.received + " received");
  }
}
