package app.steady;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages from inside of sends, {@code DEPTH} deep. Arguments: {@code STOP_FILE DEPTH
 * PAUSE_US}; prints the number of sends.
 */
public final class DeepMain {

  private DeepMain() {}

  public static void main(String[] arguments) {
    Path stop = Path.of(arguments[0]);
    int depth = Integer.parseInt(arguments[1]);
    DeepConnector first = null;
    for (int i = depth; i > 0; i--) {
      first = new DeepConnector("level_" + i, "level_" + (i + 1), first);
    }
    long sent = 0;
    while (first != null && !Files.exists(stop)) {
      first.sendMessage(new Step(sent));
      sent += depth;
      LockSupport.parkNanos(Long.parseLong(arguments[2]) * 1_000);
    }
    System.out.println(sent);
  }

  record Step(long messageId) {}

  record DeepConnector(String fromActor, String toActor, @Nullable DeepConnector next) {
    void sendMessage(Step step) {
      if (next != null) {
        next.sendMessage(new Step(step.messageId() + 1));
      }
    }
  }
}
