package app.shapes;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Nobody holds on to what the program let go. */
final class CollectableShapes {

  private static final int PATIENCE = 100;
  private static final long WAIT_NS = 20_000_000;

  private CollectableShapes() {}

  static final class BriefConnector extends Route {
    BriefConnector() {
      super("brief");
    }

    void sendMessage(Object message) {
      new BriefActor().onMessage(message);
    }
  }

  record BriefRecordConnector(String fromActor, String toActor) {
    void sendMessage(Object message) {}
  }

  interface BriefDefaultConnector {
    default void sendMessage(Object message) {}
  }

  static final class BriefActor {
    void onMessage(Object message) {}
  }

  static void run(Truth truth) throws ReflectiveOperationException, IOException {
    List<WeakReference<?>> gone = new ArrayList<>();
    sendBriefly(gone);
    truth.flows("brief", 1);
    truth.flows("brief_record", 1);
    truth.flows("external", "CollectableShapes$1", 1, 0);
    for (WeakReference<?> reference : gone) {
      @Nullable Object left = reference.get();
      String what = left == null ? "all" : left.getClass().getSimpleName();
      left = null;
      truth.check("collectable: " + what, isCollected(reference));
    }
    truth.check("class loader collectable", isCollected(sendFromLoader()));
    truth.flows("loaded_apart", 1);
  }

  private static void sendBriefly(List<WeakReference<?>> gone) {
    Object message = new Object();
    BriefConnector connector = new BriefConnector();
    connector.sendMessage(message);
    BriefRecordConnector record = new BriefRecordConnector(Truth.FROM, "brief_record");
    record.sendMessage(message);
    BriefDefaultConnector byDefault = new BriefDefaultConnector() {};
    byDefault.sendMessage(message);
    for (Object object : new Object[] {message, connector, record, byDefault}) {
      gone.add(new WeakReference<>(object));
    }
  }

  /** Runs a connector whose class nobody else has loaded. */
  private static WeakReference<ClassLoader> sendFromLoader()
      throws ReflectiveOperationException, IOException {
    URL here = CollectableShapes.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, null)) {
      Runnable apart =
          (Runnable) loader.loadClass("app.apart.ApartConnector").getConstructor().newInstance();
      apart.run();
      return new WeakReference<>(loader);
    }
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < PATIENCE && reference.get() != null; i++) {
      System.gc();
      LockSupport.parkNanos(WAIT_NS);
    }
    return reference.get() == null;
  }
}
