package app.shapes;

import java.io.IOException;
import java.util.Arrays;

/** Sends that throw: the caller gets the very exception, unchanged. */
final class ThrowingShapes {

  private ThrowingShapes() {}

  /** Throws what it is told to, checked or not. */
  @SuppressWarnings("DoNotCallSuggester") // to be called is what it is for
  static final class ThrowingConnector extends Route {
    private final Throwable thrown;

    ThrowingConnector(Throwable thrown) {
      super("throwing");
      this.thrown = thrown;
    }

    void sendMessage(Letter letter) throws Throwable {
      throw thrown;
    }
  }

  /** Makes its exception itself, so that the stack trace shows where it was sent from. */
  @SuppressWarnings("DoNotCallSuggester") // to be called is what it is for
  static final class FreshConnector extends Route {
    FreshConnector() {
      super("fresh");
    }

    void sendMessage(Letter letter) {
      throw new IllegalStateException("no way for " + letter.messageId());
    }
  }

  static final class CatchingConnector extends Route {
    CatchingConnector() {
      super("catching");
    }

    void sendMessage(Letter letter) {
      try {
        throw new IllegalStateException("kept");
      } catch (IllegalStateException e) {
        System.out.println("caught " + e.getMessage());
      }
    }
  }

  /** Nobody can print it: its own methods throw. */
  static final class HostileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("getMessage is hostile");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString is hostile");
    }
  }

  static void run(Truth truth) {
    Throwable[] all = {
      new IOException("broken pipe"),
      new IllegalArgumentException("bad letter"),
      new InterruptedException("told to stop"),
      new OutOfMemoryError("not really"),
      new StackOverflowError(),
      new HostileException(),
      new AssertionError("expected")
    };
    for (Throwable thrown : all) {
      send(truth, thrown);
    }
    truth.flows(Truth.FROM, "throwing", all.length, all.length);
    runFresh(truth);
    new CatchingConnector().sendMessage(Letter.number(1));
    truth.flows("catching", 1);
  }

  private static void send(Truth truth, Throwable thrown) {
    StackTraceElement[] before = thrown.getStackTrace();
    try {
      new ThrowingConnector(thrown).sendMessage(Letter.number(1));
    } catch (Throwable caught) {
      String name = thrown.getClass().getSimpleName();
      truth.check("identity of " + name, caught == thrown);
      truth.check("stack trace of " + name, Arrays.equals(before, caught.getStackTrace()));
      truth.check("nothing suppressed in " + name, caught.getSuppressed().length == 0);
      truth.check("no cause added to " + name, caught.getCause() == null);
    }
  }

  private static void runFresh(Truth truth) {
    try {
      new FreshConnector().sendMessage(Letter.number(1));
    } catch (IllegalStateException e) {
      // Frames and line numbers reach the standard output, which must be that of the untraced run.
      Arrays.stream(e.getStackTrace()).forEach(System.out::println);
    }
    truth.flows(Truth.FROM, "fresh", 1, 1);
  }
}
