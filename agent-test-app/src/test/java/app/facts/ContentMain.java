package app.facts;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends a message of each kind whose content is, or may not be, captured. */
public final class ContentMain {

  private ContentMain() {}

  /** A bean that says so when a method of it is called. */
  static final class Customer {
    final String messageId = "bean";
    private final String name = "Ann";
    private final String password = "hunter2";
    private final Address home = new Address("Main Street", "4711-secret");
    private final List<Item> items = List.of(new Item("4711-secret"), new Item("cheap"));
    private final Object self = this;

    String getName() {
      System.out.println("asked for its name");
      return name + password + home + items;
    }

    @Override
    public String toString() {
      System.out.println("asked for a text");
      return getName() + System.identityHashCode(self);
    }
  }

  record Address(String street, String ssn) {}

  record Item(String price) {}

  record LongOrder(String messageId, String note) {}

  /** One that is in none of the types that are wanted. */
  record Heartbeat(String messageId) {}

  record TextConnector(String fromActor, String toActor) {
    void sendMessage(Object message) {}
  }

  public static void main(String[] arguments) {
    send("bean", new Customer());
    send("long", new LongOrder("long", "é".repeat(500)));
    send("unwanted", new Heartbeat("unwanted"));
    send("json", "{\"password\":\"hunter2\",\"items\":[{\"price\":\"4711-secret\"}],\"n\":1}");
    send("plain", "nothing to hide");
    send("secret", "the password is hunter2");
    send("broken", "{\"password\":\"hunter2\"");
    send("binary", "4711-secret".getBytes(StandardCharsets.UTF_16));
    System.out.println("done");
  }

  private static void send(String what, Object message) {
    new TextConnector("sender", what).sendMessage(message);
  }
}
