package dev.reflow.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Carries messages from a port of one actor to a port of another, and counts them. Any thread.
 *
 * @param <M> what it carries
 */
abstract class Connector<M extends Message> {

  private final Port from;
  private final Port to;
  private final Actor<? super M> receiver;
  private final LongAdder sends = new LongAdder();
  private final LongAdder failures = new LongAdder();

  Connector(Port from, Actor<? super M> receiver, String toPort) {
    this.from = from;
    this.to = new Port(receiver.actorId(), toPort);
    this.receiver = receiver;
    receiver.expectOneMoreEnd();
  }

  final String fromActor() {
    return from.actor();
  }

  final String fromPort() {
    return from.name();
  }

  final String toActor() {
    return to.actor();
  }

  final String toPort() {
    return to.name();
  }

  /** Messages that wait at the receiving actor. */
  final int queueDepth() {
    return receiver.inboxDepth();
  }

  /** Tells the receiver that this connector carries nothing any more. */
  final void close() {
    receiver.endOfInput();
  }

  /** What was carried so far, by this connector's own count. */
  final Traffic traffic() {
    return new Traffic(from, to, sends.sum(), failures.sum());
  }

  /** Counts a send of {@code message} and writes it down. */
  final void noteSend(M message) {
    sends.increment();
    receiver.journal().sent(send(message));
  }

  final CompletableFuture<Ack> deliver(M message) {
    return receiver.deliver(message, send(message));
  }

  private Journal.Send send(M message) {
    return new Journal.Send(message.messageId(), from, to);
  }

  final void countFailure() {
    failures.increment();
  }
}
