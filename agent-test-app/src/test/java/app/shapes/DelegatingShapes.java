package app.shapes;

import java.util.List;

/** Sends that pass the message on to another send: one flow each, but for the fan-out. */
final class DelegatingShapes {

  private DelegatingShapes() {}

  static class BaseConnector extends Route {
    BaseConnector(String to) {
      super(to);
    }

    void sendMessage(Letter letter) {
      System.out.println("base " + letter.messageId());
    }
  }

  static class MiddleConnector extends BaseConnector {
    MiddleConnector(String to) {
      super(to);
    }

    @Override
    void sendMessage(Letter letter) {
      super.sendMessage(letter);
    }
  }

  static final class SuperConnector extends MiddleConnector {
    SuperConnector() {
      super("super");
    }

    @Override
    void sendMessage(Letter letter) {
      super.sendMessage(letter);
    }
  }

  /** Knows its ends: it counts, what it wraps does not. */
  static final class WrappingConnector extends Route {
    private final BaseConnector wrapped;

    WrappingConnector(BaseConnector wrapped) {
      super("wrapper");
      this.wrapped = wrapped;
    }

    void sendMessage(Letter letter) {
      wrapped.sendMessage(letter);
    }
  }

  /** Knows no end: what it wraps counts. */
  static final class LoggingConnector {
    private final BaseConnector wrapped;

    LoggingConnector(BaseConnector wrapped) {
      this.wrapped = wrapped;
    }

    void sendMessage(Letter letter) {
      System.out.println("logged " + letter.messageId());
      wrapped.sendMessage(letter);
    }
  }

  /** Sends one message to all that it knows: each of them counts. */
  static final class FanOutConnector {
    private final List<BaseConnector> all;

    FanOutConnector(List<BaseConnector> all) {
      this.all = all;
    }

    void sendMessage(Letter letter) {
      all.forEach(connector -> connector.sendMessage(letter));
    }
  }

  /** Tries again by calling itself. */
  static final class RetryingConnector extends Route {
    RetryingConnector() {
      super("retrying");
    }

    void sendMessage(Letter letter, int attempts) {
      if (attempts > 1) {
        sendMessage(letter, attempts - 1);
      } else {
        System.out.println("retried " + letter.messageId());
      }
    }
  }

  static void run(Truth truth) {
    Letter letter = Letter.number(1);
    BaseConnector delegating = new SuperConnector();
    delegating.sendMessage(letter);
    delegating.sendMessage(letter);
    truth.flows("super", 2);
    new WrappingConnector(new BaseConnector("wrapped")).sendMessage(letter);
    truth.flows("wrapper", 1);
    new LoggingConnector(new BaseConnector("logged")).sendMessage(letter);
    truth.flows("logged", 1);
    List<BaseConnector> all =
        List.of(
            new BaseConnector("fan_1"), new MiddleConnector("fan_2"), new BaseConnector("fan_3"));
    FanOutConnector fanOut = new FanOutConnector(all);
    fanOut.sendMessage(letter);
    fanOut.sendMessage(letter);
    truth.flows("fan_1", 2);
    truth.flows("fan_2", 2);
    truth.flows("fan_3", 2);
    new RetryingConnector().sendMessage(letter, 3);
    truth.flows("retrying", 1);
  }
}
