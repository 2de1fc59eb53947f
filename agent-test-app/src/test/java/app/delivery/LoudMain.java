package app.delivery;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * As {@link TrickleMain}, after it has had {@code java.util.logging} say everything. Prints what is
 * logged as {@code heard LOGGER: TEXT}.
 */
public final class LoudMain {

  private LoudMain() {}

  /** Prints. */
  private static final class Ears extends Handler {
    @Override
    public void publish(LogRecord line) {
      System.out.println("heard " + line.getLoggerName() + ": " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  public static void main(String[] arguments) {
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    Handler ears = new Ears();
    ears.setLevel(Level.ALL);
    root.addHandler(ears);
    root.setLevel(Level.ALL);
    Logger.getLogger("app").finest("begun");
    TrickleMain.main(arguments);
  }
}
