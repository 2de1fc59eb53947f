package app.shapes;

/** Classes of every kind: record, enum, anonymous, inner, local, subtype of an interface. */
final class ClassShapes {

  private ClassShapes() {}

  record RecordConnector(String fromActor, String toActor) {
    void sendMessage(Letter letter) {
      System.out.println("record " + letter.messageId());
    }
  }

  enum EnumConnector {
    PLAIN,
    WITH_BODY {
      @Override
      void sendMessage(Letter letter) {
        System.out.println("enum body " + letter.messageId());
      }
    };

    String fromActor() {
      return Truth.FROM;
    }

    String toActor() {
      return this == PLAIN ? "enum_plain" : "enum_body";
    }

    void sendMessage(Letter letter) {
      System.out.println("enum " + letter.messageId());
    }
  }

  abstract static class AbstractConnector extends Route {
    AbstractConnector(String to) {
      super(to);
    }

    abstract void sendMessage(Letter letter);
  }

  /** The name alone makes no connector; that it implements one does. */
  interface LetterConnector {
    void sendMessage(Letter letter);
  }

  static final class Pipe extends Route implements LetterConnector {
    Pipe() {
      super("subtype");
    }

    @Override
    public void sendMessage(Letter letter) {
      System.out.println("subtype " + letter.messageId());
    }
  }

  interface DefaultConnector {
    String fromActor();

    String toActor();

    default void sendMessage(Letter letter) {
      System.out.println("default " + letter.messageId());
    }
  }

  static final class ViaDefault implements DefaultConnector {
    private int timesAsked;

    @Override
    public String fromActor() {
      timesAsked++;
      return Truth.FROM;
    }

    @Override
    public String toActor() {
      timesAsked++;
      return "default";
    }
  }

  static final class OverDefault extends Route implements DefaultConnector {
    OverDefault() {
      super("over_default");
    }

    @Override
    public String fromActor() {
      return super.fromActor();
    }

    @Override
    public String toActor() {
      return super.toActor();
    }

    @Override
    public void sendMessage(Letter letter) {
      DefaultConnector.super.sendMessage(letter);
    }
  }

  /** Named Connector and nothing else. */
  static class Connector extends Route {
    Connector() {
      super("just_connector");
    }

    void sendMessage(Letter letter) {
      System.out.println("connector " + letter.messageId());
    }
  }

  /** Neither the name nor a supertype: not traced. */
  static final class ConnectorFactory {
    void sendMessage(Letter letter) {
      System.out.println("no connector " + letter.messageId());
    }
  }

  /** Its connector belongs to an instance. */
  static final class Office {
    private final String name = "inner";

    // What is tested is an inner class, and it does use its outer instance.
    final class InnerConnector {
      String fromActor() {
        return Truth.FROM;
      }

      String toActor() {
        return name;
      }

      void sendMessage(Letter letter) {
        System.out.println(name + " " + letter.messageId());
      }
    }
  }

  static void run(Truth truth) {
    Letter letter = Letter.number(1);
    RecordConnector record = new RecordConnector(Truth.FROM, "record");
    record.sendMessage(letter);
    record.sendMessage(letter);
    truth.flows("record", 2);
    EnumConnector.PLAIN.sendMessage(letter);
    EnumConnector.WITH_BODY.sendMessage(letter);
    truth.flows("enum_plain", 1);
    truth.flows("enum_body", 1);
    new Connector().sendMessage(letter);
    truth.flows("just_connector", 1);
    new ConnectorFactory().sendMessage(letter);
    runInnerAndLocal(truth, letter);
    LetterConnector pipe = new Pipe();
    pipe.sendMessage(letter);
    truth.flows("subtype", 1);
    runDefaults(truth, letter);
  }

  private static void runInnerAndLocal(Truth truth, Letter letter) {
    new Office().new InnerConnector().sendMessage(letter);
    truth.flows("inner", 1);
    new AbstractConnector("anonymous") {
      @Override
      void sendMessage(Letter message) {
        System.out.println("anonymous " + message.messageId());
      }
    }.sendMessage(letter);
    truth.flows("anonymous", 1);
    class LocalConnector extends Route {
      LocalConnector() {
        super("local");
      }

      void sendMessage(Letter message) {
        System.out.println("local " + message.messageId());
      }
    }
    new LocalConnector().sendMessage(letter);
    truth.flows("local", 1);
  }

  private static void runDefaults(Truth truth, Letter letter) {
    ViaDefault viaDefault = new ViaDefault();
    for (int i = 0; i < 50; i++) {
      viaDefault.sendMessage(letter);
    }
    truth.flows("default", 50);
    truth.check("default method's endpoints asked at most once", viaDefault.timesAsked <= 2);
    new OverDefault().sendMessage(letter);
    truth.flows("over_default", 1);
  }
}
