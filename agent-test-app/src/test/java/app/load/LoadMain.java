package app.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends THREADS x SENDS messages; arguments: {@code platform|virtual THREADS SENDS}, repeated. */
public final class LoadMain {

  private static final int CONNECTORS = 4;

  private LoadMain() {}

  record Load(long messageId) {
    int sizeBytes() {
      return 100;
    }
  }

  record LoadConnector(String fromActor, String toActor) {
    void sendMessage(Load load) {}
  }

  public static void main(String[] arguments) throws Exception {
    long first = 0;
    for (int i = 0; i < arguments.length; i += 3) {
      int threads = Integer.parseInt(arguments[i + 1]);
      int sends = Integer.parseInt(arguments[i + 2]);
      run(arguments[i], threads, sends, first);
      first += (long) threads * sends;
    }
    System.out.println(first);
  }

  private static void run(String kind, int threads, int sends, long first) throws Exception {
    List<LoadConnector> connectors = new ArrayList<>();
    for (int i = 0; i < CONNECTORS; i++) {
      connectors.add(new LoadConnector(kind, "load_" + i));
    }
    ExecutorService executor = executor(kind, threads);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      LoadConnector connector = connectors.get(i % CONNECTORS);
      long from = first + (long) i * sends;
      tasks.add(() -> send(connector, from, from + sends));
    }
    for (Future<Void> done : executor.invokeAll(tasks)) {
      done.get();
    }
    executor.shutdown();
  }

  @SuppressWarnings("NullAway") // a Callable of Void has nothing else to return
  private static Void send(LoadConnector connector, long from, long to) {
    for (long id = from; id < to; id++) {
      connector.sendMessage(new Load(id));
    }
    return null;
  }

  /** Virtual threads by reflection: this is compiled for JDK 17. */
  private static ExecutorService executor(String kind, int threads)
      throws ReflectiveOperationException {
    return kind.equals("virtual")
        ? (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
        : Executors.newFixedThreadPool(threads);
  }
}
