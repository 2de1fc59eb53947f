package app.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Sends a million messages of differing sizes over four edges, some of which fail: half of them
 * from threads that live long, half from short-lived ones. Prints for each edge its receiver,
 * flows, bytes and errors. Argument: {@code platform|virtual}.
 */
public final class SampledMain {

  private static final int EDGES = 4;
  private static final int LONG_LIVED = 4;
  private static final int LONG_LIVED_SENDS = 125_000;
  private static final int SHORT_LIVED = 500;
  private static final int SHORT_LIVED_SENDS = 1_000;

  private SampledMain() {}

  record Parcel(long messageId, int sizeBytes) {}

  static class ParcelConnector {
    private final String fromActor = "depot";
    private final String toActor;

    ParcelConnector(String toActor) {
      this.toActor = toActor;
    }

    void sendMessage(Parcel parcel) {
      if (parcel.messageId % 1_000 == 7) {
        throw new IllegalStateException("lost on the way from " + fromActor + " to " + toActor);
      }
    }
  }

  /** What one thread has sent. */
  private static final class Sent implements Runnable {
    private final ParcelConnector[] connectors;
    private final int sends;
    private final long[] flows = new long[EDGES];
    private final long[] bytes = new long[EDGES];
    private final long[] errors = new long[EDGES];

    Sent(ParcelConnector[] connectors, int sends) {
      this.connectors = connectors;
      this.sends = sends;
    }

    @Override
    public void run() {
      for (int i = 0; i < sends; i++) {
        // Not evenly: each edge has numbers of its own.
        int edge = Math.min(EDGES - 1, i % 7);
        Parcel parcel = new Parcel(i, 1 + i % 1_013);
        flows[edge]++;
        bytes[edge] += parcel.sizeBytes;
        try {
          connectors[edge].sendMessage(parcel);
        } catch (IllegalStateException lost) {
          errors[edge]++;
        }
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    ParcelConnector[] connectors = new ParcelConnector[EDGES];
    for (int i = 0; i < EDGES; i++) {
      connectors[i] = new ParcelConnector("house_" + i);
    }
    List<Sent> all = new ArrayList<>();
    List<Thread> longLived = new ArrayList<>();
    for (int i = 0; i < LONG_LIVED; i++) {
      Sent sent = new Sent(connectors, LONG_LIVED_SENDS);
      all.add(sent);
      longLived.add(start(arguments[0], sent));
    }
    for (int i = 0; i < SHORT_LIVED; i++) {
      Sent sent = new Sent(connectors, SHORT_LIVED_SENDS);
      all.add(sent);
      start(arguments[0], sent).join();
      if (i % 100 == 0) {
        System.gc();
      }
    }
    for (Thread thread : longLived) {
      thread.join();
    }
    for (int edge = 0; edge < EDGES; edge++) {
      print(edge, all);
    }
  }

  private static void print(int edge, List<Sent> all) {
    long flows = 0;
    long bytes = 0;
    long errors = 0;
    for (Sent sent : all) {
      flows += sent.flows[edge];
      bytes += sent.bytes[edge];
      errors += sent.errors[edge];
    }
    System.out.println("house_" + edge + " " + flows + " " + bytes + " " + errors);
  }

  /** Virtual threads by reflection: this is compiled for JDK 17. */
  private static Thread start(String kind, Runnable work) throws ReflectiveOperationException {
    if (kind.equals("virtual")) {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }
}
