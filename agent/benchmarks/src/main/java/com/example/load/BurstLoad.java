package com.example.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * One thread sends everything at once, no clock in between. A few sends and a pause come before, so
 * that whatever starts with the first send has started.
 */
public final class BurstLoad {

  private static final int FIRST = 1000;

  private BurstLoad() {}

  /** Arguments: sends, {@code ids} or {@code plain}: messages with an id or with a size alone. */
  public static void main(String[] arguments) {
    int sends = Integer.parseInt(arguments[0]);
    IntConsumer work = arguments[1].equals("ids") ? withIds() : plain();
    work.accept(FIRST);
    Pause.forStart();
    long start = System.nanoTime();
    work.accept(sends);
    double elapsedMs = (System.nanoTime() - start) / 1e6;
    System.out.printf(Locale.ROOT, "elapsedMs=%.1f sent=%d%n", elapsedMs, FIRST + sends);
  }

  private static IntConsumer withIds() {
    MemoryConnector connector = new MemoryConnector("reader", "writer");
    Message[] messages = new Message[1024];
    Arrays.setAll(messages, id -> new Message(id, 256));
    return sends -> {
      for (int i = 0; i < sends; i++) {
        connector.sendMessage(messages[i & 1023]);
      }
    };
  }

  private static IntConsumer plain() {
    PlainConnector connector = new PlainConnector();
    PlainMessage message = new PlainMessage(256);
    return sends -> {
      for (int i = 0; i < sends; i++) {
        connector.sendMessage(message);
      }
    };
  }
}
