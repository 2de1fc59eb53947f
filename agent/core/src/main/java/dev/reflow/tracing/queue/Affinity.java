package dev.reflow.tracing.queue;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stripe that a thread found free last time. Made once for each sending thread and kept by
 * whoever calls {@link EventQueue#append}; one thread at a time.
 */
public final class Affinity {

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Any number; its low bits choose the stripe. */
  int stripe = NEXT.getAndIncrement();
}
