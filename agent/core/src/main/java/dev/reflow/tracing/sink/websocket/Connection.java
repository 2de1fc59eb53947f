package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.WireThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One open connection: requests go out many with one write, answers are awaited together. The
 * shipper's thread; another one opens the connection and reads.
 */
final class Connection {

  /** The sub-protocol in which a frame may hold an array of requests, answered as one. */
  static final String BATCHES = "reflow-batch.v1";

  private static final long GOODBYE_MS = 500;
  private static final long NUDGE_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PROBE_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final byte[] NORMAL_CLOSURE = {1000 >> 8, (byte) (1000 & 0xFF)};

  private final Listening listening;
  private final Answers answers;
  private final FrameWriter out;
  private final boolean takesBatches;
  private final String target;
  private final long timeoutNs;

  private Connection(
      Listening listening, Listening.Opened opened, String target, Duration timeout) {
    this.listening = listening;
    this.answers = opened.answers();
    this.out = opened.out();
    this.takesBatches = opened.takesBatches();
    this.target = target;
    this.timeoutNs = timeout.toNanos();
  }

  static Connection open(
      URI server,
      String target,
      @Nullable String token,
      @Nullable InetSocketAddress proxy,
      Duration timeout)
      throws SinkException {
    Listening listening;
    try {
      listening = new Listening(new Handshake(server, BATCHES, token), target, proxy, timeout);
    } catch (IllegalArgumentException e) {
      throw SinkException.fatal(target + " is no address of a WebSocket server", e);
    }
    boolean isOpen = false;
    try {
      WireThreads.create("websocket", listening).start();
      Connection opened =
          new Connection(
              listening,
              listening.opened().get(timeout.toNanos(), TimeUnit.NANOSECONDS),
              target,
              timeout);
      isOpen = true;
      return opened;
    } catch (ExecutionException | TimeoutException e) {
      throw Diagnosis.of(e, target, proxy);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      // One that comes after all is not wanted any more.
      if (!isOpen) {
        listening.hangUp();
      }
    }
  }

  /** Whether the server takes many requests in one frame. */
  boolean takesBatches() {
    return takesBatches;
  }

  /** Sends a text frame, to be answered by one, with the next flush at the latest. */
  void sendText(byte[] utf8, int from, int length) throws SinkException {
    answers.ask();
    try {
      out.put(FrameWriter.TEXT, utf8, from, length);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Sends a binary frame, to be answered by one. */
  void sendBinary(ByteBuffer bytes) throws SinkException {
    answers.ask();
    try {
      out.put(FrameWriter.BINARY, bytes);
      out.flush();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  void awaitAnswers() throws SinkException {
    try {
      out.flush();
      long silentNs = 0;
      long answered = answers.await(0);
      while (!answers.areAll()) {
        long waitNs = Math.min(silentNs == 0 ? NUDGE_NS : PROBE_NS, timeoutNs - silentNs);
        long now = answers.await(waitNs);
        silentNs = now > answered ? 0 : silentNs + waitNs;
        if (silentNs >= timeoutNs) {
          throw silent(target, "has answered nothing", timeoutNs);
        }
        if (silentNs > 0) {
          ping();
        }
        answered = now;
      }
      answers.check();
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Sends something while answers are missing, because it takes our side's acknowledgement along: a
   * server that has not switched Nagle's algorithm off, as Reflow's, holds its next answers back
   * until then, and the kernel would not acknowledge for 40 ms, which is 1,250 events a second at
   * 50 a batch.
   */
  private void ping() throws IOException {
    out.pingOrPong();
    out.flush();
  }

  /** What the reading thread knows is the better reason. */
  private SinkException broken(IOException problem) throws SinkException {
    if (problem instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      return interrupted(problem);
    }
    answers.check();
    return problem instanceof SocketTimeoutException
        ? silent(target, "has taken nothing", timeoutNs)
        : SinkException.retry("the connection to " + target + " broke", problem);
  }

  static SinkException silent(String target, String what, long timeoutNs) {
    String line = "%s %s for %d s; is it overloaded, or no Reflow server?";
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(timeoutNs));
    return SinkException.retry(line.formatted(target, what, seconds), null);
  }

  private static SinkException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return SinkException.retry("interrupted while waiting for the server", e);
  }

  /** Says goodbye to a server that is there, and hangs up. */
  void close(boolean isWell) {
    if (isWell && answers.areAll()) {
      try {
        if (out.tryControl(FrameWriter.CLOSE, NORMAL_CLOSURE)) {
          listening.ended().get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        }
      } catch (IOException | ExecutionException | TimeoutException e) {
        // It is gone already.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    listening.hangUp();
  }
}
