package dev.reflow.sample;

import java.util.concurrent.CompletableFuture;

/**
 * Hands a message over and lets the sender know when it was handled.
 *
 * @param <M> what it carries
 */
final class AsyncConnector<M extends Message> extends Connector<M> {

  AsyncConnector(Port from, Actor<? super M> receiver, String toPort) {
    super(from, receiver, toPort);
  }

  CompletableFuture<Ack> sendMessage(M message) {
    noteSend(message);
    return deliver(message);
  }
}
