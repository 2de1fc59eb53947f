package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One open connection: requests go out one behind the other, answers are awaited together. */
final class Connection {

  /** The sub-protocol in which a frame may hold an array of requests, answered as one. */
  static final String BATCHES = "reflow-batch.v1";

  private static final long GOODBYE_MS = 500;
  private static final long NUDGE_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PROBE_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final WebSocket socket;
  private final Answers answers;
  private final String target;
  private final long timeoutNs;
  private CompletableFuture<WebSocket> sending;
  private CompletableFuture<WebSocket> pinging;
  private long sent;

  private Connection(WebSocket socket, Answers answers, String target, Duration timeout) {
    this.socket = socket;
    this.answers = answers;
    this.target = target;
    this.timeoutNs = timeout.toNanos();
    this.sending = CompletableFuture.completedFuture(socket);
    this.pinging = sending;
  }

  static Connection open(
      Client client, URI server, String target, @Nullable String token, Duration timeout)
      throws SinkException {
    Answers answers = new Answers();
    WebSocket.Builder builder =
        client.http().newWebSocketBuilder().connectTimeout(timeout).subprotocols(BATCHES);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    CompletableFuture<WebSocket> opening =
        builder.buildAsync(server, new AnswerListener(target, answers));
    try {
      WebSocket socket = opening.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Connection(socket, answers, target, timeout);
    } catch (ExecutionException | TimeoutException e) {
      throw Diagnosis.of(e, target, client.proxy());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      // One that comes after all is not wanted any more.
      if (!opening.isDone()) {
        var unused = opening.thenAccept(WebSocket::abort);
      }
    }
  }

  /** Whether the server takes many requests in one frame. */
  boolean takesBatches() {
    return BATCHES.equals(socket.getSubprotocol());
  }

  /** Sends a text frame, to be answered by one. */
  void send(String frame) throws SinkException {
    answers.check();
    awaitSent();
    sending = socket.sendText(frame, true);
    sent++;
  }

  /** Sends a binary frame, whose bytes stay untouched until {@link #awaitSent}. */
  void send(ByteBuffer frame) throws SinkException {
    answers.check();
    awaitSent();
    sending = socket.sendBinary(frame, true);
    sent++;
  }

  void awaitAnswers() throws SinkException {
    awaitSent();
    try {
      long answered = answers.count();
      long silentNs = 0;
      while (answered < sent) {
        long waitNs = Math.min(silentNs == 0 ? NUDGE_NS : PROBE_NS, timeoutNs - silentNs);
        long now = answers.awaitMore(answered, waitNs);
        silentNs = now > answered ? 0 : silentNs + waitNs;
        if (silentNs >= timeoutNs) {
          throw silent("has answered nothing", null);
        }
        if (silentNs > 0) {
          ping();
        }
        answered = now;
      }
      answers.check();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Sends something while answers are missing, for two reasons. It takes our side's acknowledgement
   * along: a server that has not switched Nagle's algorithm off, as Reflow's, holds its next
   * answers back until then, and the kernel would not acknowledge for 40 ms, which is 1,250 events
   * a second at 50 a batch. And it fails where the connection is gone: the JDK's client (seen on
   * 17) does not tell when the end of the stream comes while a message is with the listener.
   */
  private void ping() throws SinkException {
    if (pinging.isCompletedExceptionally()) {
      throw SinkException.retry("the connection to " + target + " broke", null);
    }
    if (pinging.isDone()) {
      pinging = socket.sendPing(ByteBuffer.allocate(0));
    }
  }

  /** Returns when what was sent last is on its way. */
  void awaitSent() throws SinkException {
    if (sending.isDone() && !sending.isCompletedExceptionally()) {
      return;
    }
    try {
      sending.get(timeoutNs, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw silent("has taken nothing", e);
    } catch (ExecutionException e) {
      answers.check();
      throw SinkException.retry("the connection to " + target + " broke", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SinkException silent(String what, @Nullable Throwable cause) {
    String line = "%s %s for %d s; is it overloaded, or no Reflow server?";
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(timeoutNs));
    return SinkException.retry(line.formatted(target, what, seconds), cause);
  }

  private static SinkException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return SinkException.retry("interrupted while waiting for the server", e);
  }

  /** Says goodbye to a server that is there, and hangs up. */
  void close(boolean isWell) {
    if (isWell && sending.isDone()) {
      try {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(GOODBYE_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It is gone already.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    socket.abort();
  }
}
