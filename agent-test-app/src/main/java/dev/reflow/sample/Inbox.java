package dev.reflow.sample;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages that wait for one actor; a sender waits while it is full. Any thread. */
final class Inbox<M extends Message> {

  private static final int CAPACITY = 256;

  private final BlockingQueue<Delivery<M>> deliveries = new ArrayBlockingQueue<>(CAPACITY);

  /**
   * A message, or the end of what one connector carries.
   *
   * @param message null at the end
   * @param send what delivers it; null at the end
   * @param handled completes when the actor is done with the message
   */
  record Delivery<M extends Message>(
      @Nullable M message, Journal.@Nullable Send send, CompletableFuture<Ack> handled) {}

  CompletableFuture<Ack> put(M message, Journal.Send send) {
    CompletableFuture<Ack> handled = new CompletableFuture<>();
    put(new Delivery<>(message, send, handled));
    return handled;
  }

  void putEnd() {
    put(new Delivery<>(null, null, new CompletableFuture<>()));
  }

  Delivery<M> take() throws InterruptedException {
    return deliveries.take();
  }

  int depth() {
    return deliveries.size();
  }

  private void put(Delivery<M> delivery) {
    boolean interrupted = false;
    while (true) {
      try {
        deliveries.put(delivery);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
