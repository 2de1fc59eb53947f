package dev.reflow.sample;

import java.util.Random;

/**
 * A connection that is lost now and then.
 *
 * @param <M> what it carries
 */
final class UnreliableConnector<M extends Message> extends Connector<M> {

  private static final double FAILURE_SHARE = 0.2;

  private final Random random;

  UnreliableConnector(Port from, Actor<? super M> receiver, String toPort, long seed) {
    super(from, receiver, toPort);
    this.random = new Random(seed);
  }

  void sendMessage(M message) throws ConnectionLostException {
    noteSend(message);
    if (random.nextDouble() < FAILURE_SHARE) {
      countFailure();
      throw new ConnectionLostException(toActor());
    }
    var unused = deliver(message);
  }
}
