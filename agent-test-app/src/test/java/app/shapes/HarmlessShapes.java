package app.shapes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/** What must be as if nobody were watching. */
final class HarmlessShapes {

  private HarmlessShapes() {}

  static final class InterruptedConnector extends Route {
    InterruptedConnector() {
      super("interrupted");
    }

    void sendMessage(Letter letter) {
      System.out.println("interrupted while sending: " + Thread.currentThread().isInterrupted());
    }
  }

  // Without a serialVersionUID of its own: the default one must not change.
  @SuppressWarnings("serial")
  static class SerializableConnector implements Serializable {
    private final String toActor = "serializable";

    String fromActor() {
      return Truth.FROM;
    }

    void sendMessage(Letter letter) {
      System.out.println(toActor + " " + letter.messageId());
    }
  }

  static void run(Truth truth) throws IOException, ClassNotFoundException {
    Thread.currentThread().interrupt();
    InterruptedConnector interrupted = new InterruptedConnector();
    for (int i = 0; i < 20; i++) {
      interrupted.sendMessage(Letter.number(i));
    }
    truth.check("interrupt status kept", Thread.interrupted());
    truth.flows("interrupted", 20);

    SerializableConnector connector = new SerializableConnector();
    connector.sendMessage(Letter.number(1));
    System.out.println(
        "serialVersionUID "
            + ObjectStreamClass.lookup(SerializableConnector.class).getSerialVersionUID());
    byte[] bytes = serialize(connector);
    System.out.println("serialized in " + bytes.length + " bytes");
    deserialize(bytes).sendMessage(Letter.number(2));
    truth.flows("serializable", 2);
  }

  private static byte[] serialize(SerializableConnector connector) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(connector);
    }
    return bytes.toByteArray();
  }

  // The bytes are this program's own.
  @SuppressWarnings("BanSerializableRead")
  private static SerializableConnector deserialize(byte[] bytes)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (SerializableConnector) in.readObject();
    }
  }
}
