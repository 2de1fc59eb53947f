package dev.reflow.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Handles the messages of its inbox one after the other on a thread of its own, until every
 * connector that leads to it has ended.
 *
 * @param <M> what it handles
 */
abstract class Actor<M extends Message> {

  private final String actorId;
  private final Inbox<M> inbox = new Inbox<>();
  private final Journal journal;
  private final Thread thread;
  private int expectedEnds;
  private final List<Connector<?>> outlets = new ArrayList<>();

  Actor(String actorId, Journal journal) {
    this.actorId = actorId;
    this.journal = journal;
    this.thread = new Thread(this::run, actorId);
  }

  final String actorId() {
    return actorId;
  }

  final int inboxDepth() {
    return inbox.depth();
  }

  /** Handles one message; called on this actor's thread only. */
  abstract void onMessage(M message);

  /** Called before {@link #start} only. */
  final void expectOneMoreEnd() {
    expectedEnds++;
  }

  /** Adds what ends when this actor ends; called before {@link #start} only. */
  final void addOutlet(Connector<?> connector) {
    outlets.add(connector);
  }

  final void start() {
    thread.start();
  }

  final void join() throws InterruptedException {
    thread.join();
  }

  final CompletableFuture<Ack> deliver(M message, Journal.Send send) {
    return inbox.put(message, send);
  }

  final Journal journal() {
    return journal;
  }

  final void endOfInput() {
    inbox.putEnd();
  }

  private void run() {
    try {
      int ends = 0;
      while (ends < expectedEnds) {
        Inbox.Delivery<M> delivery = inbox.take();
        M message = delivery.message();
        if (message == null) {
          ends++;
        } else {
          journal.handles(delivery.send());
          onMessage(message);
          delivery.handled().complete(new Ack(message.messageId()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      outlets.forEach(Connector::close);
    }
  }
}
