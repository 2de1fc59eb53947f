package com.example.load;

import java.util.Locale;

/**
 * Messages that each go from actor to actor, over as many edges as there are relays: what is asked
 * of a queue later has causes and several edges.
 */
public final class ChainLoad {

  private static final int CHAINS = 20;
  private static final int HOPS = 5;

  private final RelayActor[] first = new RelayActor[CHAINS];

  private ChainLoad() {
    for (int chain = 0; chain < CHAINS; chain++) {
      RelayActor next = null;
      for (int hop = HOPS; hop > 0; hop--) {
        next = new RelayActor("stage" + chain + "-" + hop, next);
      }
      first[chain] = new RelayActor("source" + chain, next);
    }
  }

  /** Argument: how many sends. */
  public static void main(String[] arguments) {
    ChainLoad load = new ChainLoad();
    int roots = Integer.parseInt(arguments[0]) / HOPS;
    load.first[0].pass(new Message(-1, 256));
    Pause.forStart();
    for (int id = 0; id < roots; id++) {
      load.first[id % CHAINS].pass(new Message(id, 256));
    }
    System.out.printf(Locale.ROOT, "sent=%d%n", (roots + 1) * HOPS);
  }
}
