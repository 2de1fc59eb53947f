package app.steady;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Arguments: {@code STOP_FILE BURST PAUSE_US}; prints the number of sends. */
public final class SteadyMain {

  private SteadyMain() {}

  public static void main(String[] arguments) {
    System.out.println(
        send(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]) * 1_000));
  }

  /** Sends {@code burst} messages again and again until there is {@code stop}. */
  static long send(Path stop, int burst, long pauseNs) {
    SteadyConnector connector = new SteadyConnector("tap", "bucket");
    long sent = 0;
    while (!Files.exists(stop)) {
      for (int i = 0; i < burst; i++) {
        connector.sendMessage(new Drop(sent++));
      }
      LockSupport.parkNanos(pauseNs);
    }
    return sent;
  }

  record Drop(long messageId) {}

  record SteadyConnector(String fromActor, String toActor) {
    void sendMessage(Drop drop) {}
  }
}
