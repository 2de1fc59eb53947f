package com.acme;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Lets orders wait for a worker. */
final class QueuedChannel implements OrderChannel {

  final BlockingQueue<Order> queue = new LinkedBlockingQueue<>();
  private final Shop owner;

  QueuedChannel(Shop owner) {
    this.owner = owner;
  }

  @Override
  public void publish(Order order) throws InterruptedException {
    queue.put(order);
  }

  /** Not what the rule means: another parameter type. */
  public void publish(String text) {
    System.out.println(owner.name + ": " + text);
  }
}
