package dev.reflow.sample;

/**
 * Hands a message over and returns; waits while the receiver's inbox is full.
 *
 * @param <M> what it carries
 */
final class MemoryConnector<M extends Message> extends Connector<M> {

  MemoryConnector(Port from, Actor<? super M> receiver, String toPort) {
    super(from, receiver, toPort);
  }

  void sendMessage(M message) {
    noteSend(message);
    var unused = deliver(message);
  }
}
