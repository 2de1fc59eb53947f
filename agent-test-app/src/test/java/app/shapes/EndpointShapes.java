package app.shapes;

/** Endpoints of every kind that the conventions know. */
final class EndpointShapes {

  private EndpointShapes() {}

  /** An actor that an endpoint is an object of. */
  static final class Desk {
    private final String name;

    Desk(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  static final class SourceTargetConnector {
    private final Desk source = new Desk("desk_source");
    private final Desk target = new Desk("desk_target");

    void sendMessage(Letter letter) {
      System.out.println(source.name() + " " + target.name() + letter.messageId());
    }
  }

  static final class GetterConnector {
    String getFromActor() {
      return Truth.FROM;
    }

    String destination() {
      return "getter";
    }

    void sendMessage(Letter letter) {
      System.out.println("getter " + letter.messageId());
    }
  }

  static final class OwnerConnector {
    private final Desk owner;
    private final String destination;

    OwnerConnector(Desk owner, String destination) {
      this.owner = owner;
      this.destination = destination;
    }

    void sendMessage(Letter letter) {
      System.out.println(owner.name() + destination + letter.messageId());
    }
  }

  /** Its name is all there is to know of it. */
  static final class NamelessConnector {
    void sendMessage(Letter letter) {
      System.out.println("nameless " + letter.messageId());
    }
  }

  /** What it sends comes from the actor that is at work. */
  static final class ClerkActor {
    private final NamelessConnector out = new NamelessConnector();

    String actorId() {
      return "clerk";
    }

    void receive(Letter letter) {
      out.sendMessage(letter);
    }
  }

  /** Asked for what it does not want to tell. */
  static final class ShyConnector {
    private int timesAsked;

    String fromActor() {
      timesAsked++;
      throw new IllegalStateException("none of your business");
    }

    String toActor() {
      return "shy";
    }

    void sendMessage(Letter letter) {
      letter.messageId();
    }

    int timesAsked() {
      return timesAsked;
    }
  }

  static final class AskedConnector extends Route {
    AskedConnector() {
      super("asked_once");
    }

    int sendMessage(Letter letter) {
      return letter.sizeBytes();
    }
  }

  static void run(Truth truth) {
    Letter letter = Letter.number(1);
    new SourceTargetConnector().sendMessage(letter);
    truth.flows("desk_source", "desk_target", 1, 0);
    new GetterConnector().sendMessage(letter);
    truth.flows("getter", 1);
    new OwnerConnector(new Desk("owner_1"), "owned_1").sendMessage(letter);
    new OwnerConnector(new Desk("owner_2"), "owned_2").sendMessage(letter);
    truth.flows("owner_1", "owned_1", 1, 0);
    truth.flows("owner_2", "owned_2", 1, 0);
    new NamelessConnector().sendMessage(letter);
    truth.flows("external", "NamelessConnector", 1, 0);
    new ClerkActor().receive(letter);
    truth.flows("clerk", "NamelessConnector", 1, 0);
    runShy(truth);
    runAsked(truth);
  }

  private static void runShy(Truth truth) {
    int connectors = 30;
    int asked = 0;
    for (int i = 0; i < connectors; i++) {
      ShyConnector shy = new ShyConnector();
      shy.sendMessage(Letter.number(i));
      shy.sendMessage(Letter.number(i));
      asked += shy.timesAsked();
    }
    truth.flows("external", "shy", 2 * connectors, 0);
    truth.check("throwing accessor called " + asked + " times, at most 10", asked <= 10);
  }

  private static void runAsked(Truth truth) {
    AskedConnector asked = new AskedConnector();
    int sum = 0;
    for (int i = 0; i < 1_000; i++) {
      sum += asked.sendMessage(Letter.number(i));
    }
    System.out.println(sum);
    truth.flows("asked_once", 1_000);
    truth.check(
        "two endpoints asked " + asked.timesAsked() + " times, at most once each",
        asked.timesAsked() <= 2);
  }
}
