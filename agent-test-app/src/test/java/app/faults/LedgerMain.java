package app.faults;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Arguments: {@code LEDGER BEGIN END THREADS BURST PAUSE_US}. The first three are files: the
 * program makes LEDGER, sends from when there is BEGIN until there is END. Each thread sends BURST
 * messages, then waits PAUSE_US.
 *
 * <p>LEDGER holds a long for each thread, {@link #LINE} bytes apart: how many of its sends have
 * returned. The {@code n}th message of thread {@code t} has the id {@code t * PER_THREAD + n},
 * counted from 0 on.
 */
public final class LedgerMain {

  static final int LINE = 64;
  static final long PER_THREAD = 1_000_000_000L;

  /** The id of the message that is sent before BEGIN, so that classes load before it. */
  private static final long FIRST = 999 * PER_THREAD;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private LedgerMain() {}

  record Parcel(long messageId) {
    int sizeBytes() {
      return 10;
    }
  }

  record ParcelConnector(String fromActor, String toActor) {
    void sendMessage(Parcel parcel) {}
  }

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[3]);
    ByteBuffer ledger = map(Path.of(arguments[0]), threads);
    new ParcelConnector("office", "nobody").sendMessage(new Parcel(FIRST));
    await(Path.of(arguments[1]));
    int burst = Integer.parseInt(arguments[4]);
    long pauseNs = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(arguments[5]));
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread sender = new Thread(() -> send(number, ledger, burst, pauseNs, ended), "sender-" + i);
      senders.add(sender);
      sender.start();
    }
    await(Path.of(arguments[2]));
    ended.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    long sent = 1;
    for (int i = 0; i < threads; i++) {
      sent += (long) LONG.getAcquire(ledger, i * LINE);
    }
    System.out.println(sent);
  }

  private static void send(
      int number, ByteBuffer ledger, int burst, long pauseNs, AtomicBoolean ended) {
    ParcelConnector connector = new ParcelConnector("sender_" + number, "office");
    long sent = 0;
    try {
      while (!ended.get()) {
        for (int i = 0; i < burst; i++) {
          connector.sendMessage(new Parcel(number * PER_THREAD + sent));
          LONG.setRelease(ledger, number * LINE, ++sent);
        }
        if (pauseNs > 0) {
          LockSupport.parkNanos(pauseNs);
        }
      }
    } catch (Throwable seen) {
      System.err.println("a send threw " + seen);
      Runtime.getRuntime().halt(3);
    }
  }

  private static ByteBuffer map(Path file, int threads) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) threads * LINE);
    }
  }

  private static void await(Path file) {
    while (!Files.exists(file)) {
      LockSupport.parkNanos(POLL_NS);
    }
  }
}
