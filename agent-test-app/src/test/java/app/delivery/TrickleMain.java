package app.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Arguments: {@code COUNT PAUSE_US [PREFIX]}; ids are {@code PREFIX-0} and so on. */
public final class TrickleMain {

  private TrickleMain() {}

  record Drop(String messageId) {}

  record TrickleConnector(String fromActor, String toActor) {
    void sendMessage(Drop drop) {}
  }

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    long pauseNs = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(arguments[1]));
    String prefix = arguments.length > 2 ? arguments[2] : "drop";
    TrickleConnector connector = new TrickleConnector("tap", "bucket");
    for (int i = 0; i < count; i++) {
      String id = prefix + "-" + i;
      connector.sendMessage(new Drop(id));
      System.out.println(id);
      if (pauseNs > 0) {
        LockSupport.parkNanos(pauseNs);
      }
    }
  }
}
