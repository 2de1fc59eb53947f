package com.example.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Times blocks of sends, not single ones: the clock moves in steps of some 10 ns, which is as much
 * as is looked for. A block is short enough that most have no recorded send in them at a rate of
 * 0.01.
 */
public final class BlockLoad {

  private static final int BLOCK = 32;
  private static final int ROUNDS = 5;

  private final Message[] messages = new Message[1024];
  private final int[] blockNs;

  private BlockLoad(int blocks) {
    blockNs = new int[blocks];
    Arrays.setAll(messages, id -> new Message(id, 256));
  }

  /** Arguments: {@code connector} or {@code channel}, blocks a round; the last of five counts. */
  public static void main(String[] arguments) {
    BlockLoad load = new BlockLoad(Integer.parseInt(arguments[1]));
    // only one of the two classes is loaded, and only one lambda made
    Consumer<Message> send =
        arguments[0].equals("channel")
            ? new MemoryChannel()::sendMessage
            : new MemoryConnector("reader", "writer")::sendMessage;
    send.accept(load.messages[0]);
    Pause.forStart();
    for (int round = 0; round < ROUNDS; round++) {
      load.round(send);
    }
    load.report();
  }

  private void round(Consumer<Message> send) {
    for (int block = 0; block < blockNs.length; block++) {
      int first = (block * BLOCK) & 1023;
      long start = System.nanoTime();
      for (int i = first; i < first + BLOCK; i++) {
        send.accept(messages[i]);
      }
      blockNs[block] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - start);
    }
  }

  private void report() {
    double mean = Percentiles.mean(blockNs) / BLOCK;
    Arrays.sort(blockNs);
    System.out.printf(
        Locale.ROOT,
        "p50=%.3f mean=%.3f sent=%d%n",
        (double) Percentiles.ofSorted(blockNs, 0.5) / BLOCK,
        mean,
        (long) blockNs.length * BLOCK * ROUNDS + 1);
  }
}
