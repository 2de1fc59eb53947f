package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the reading thread of a connection does from its beginning to its end: it opens it, so that
 * nobody else waits longer than it wants to, and reads. Whoever has the connection hangs up.
 */
final class Listening implements Runnable {

  /** A silent server is looked after so often within the time-out. */
  private static final int LOOKS = 4;

  /**
   * A connection over which requests can go.
   *
   * @param takesBatches whether the server takes many requests in one frame
   */
  record Opened(FrameWriter out, Answers answers, boolean takesBatches) {}

  private final Handshake handshake;
  private final String target;
  private final Duration timeout;
  private final Wire wire;
  private final Answers answers = new Answers();
  private final CompletableFuture<Opened> opened = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  Listening(
      Handshake handshake, String target, @Nullable InetSocketAddress proxy, Duration timeout) {
    this.handshake = handshake;
    this.target = target;
    this.timeout = timeout;
    this.wire = handshake.wire(proxy);
  }

  /** The connection, or why there is none. */
  Future<Opened> opened() {
    return opened;
  }

  /** Done when the other side has hung up. */
  Future<@Nullable Void> ended() {
    return ended;
  }

  @Override
  public void run() {
    try {
      wire.connect(timeout);
      boolean takesBatches = handshake.shake(wire);
      FrameWriter out = new FrameWriter(wire.output(), timeout);
      AnswerListener listener = new AnswerListener(target, answers, out);
      wire.lookEvery(timeout.dividedBy(LOOKS));
      wire.input().onWait(() -> giveUpStuck(out));
      opened.complete(new Opened(out, answers, takesBatches));
      read(listener);
    } catch (IOException | RuntimeException | Error e) {
      opened.completeExceptionally(e);
      answers.failed(SinkException.retry("the connection to " + target + " broke", e));
    } finally {
      wire.close();
      ended.complete(null);
    }
  }

  private void read(AnswerListener listener) {
    try {
      new FrameReader(wire.input(), listener).readAll();
    } catch (IOException e) {
      listener.broken(e);
    }
  }

  /** A write waits until the other side takes it; hanging up is what ends that. */
  private void giveUpStuck(FrameWriter out) {
    if (out.isStuck(timeout.toNanos())) {
      answers.failed(Connection.silent(target, "has taken nothing", timeout.toNanos()));
      wire.close();
    }
  }

  /** Ends the connection, and with it the thread; any thread. */
  void hangUp() {
    wire.close();
  }
}
