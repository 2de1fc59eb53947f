package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.HttpAnswer;
import dev.reflow.tracing.sink.wire.Wire;
import dev.reflow.tracing.sink.wire.WireThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to a receiver, one request after the other over one connection. The shipper's thread waits
 * for another that does it, so that it waits no longer than it wants to, whatever holds that one
 * up.
 */
final class Receiver implements AutoCloseable {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int FIRST_REFUSAL = 400;
  private static final long KEEP_ALIVE_MS = 500;

  private final RequestHead head;
  private final Duration timeout;
  private final OtlpDiagnosis diagnosis;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          KEEP_ALIVE_MS,
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          task -> WireThreads.create("otlp", task));

  private volatile @Nullable Wire wire;
  private volatile boolean isClosed;

  Receiver(RequestHead head, Duration timeout, OtlpDiagnosis diagnosis) {
    this.head = head;
    this.timeout = timeout;
    this.diagnosis = diagnosis;
    executor.allowCoreThreadTimeOut(true);
  }

  /** Returns the answer, whatever its status. After a failure, the receiver is to be closed. */
  HttpAnswer post(URI to, RequestBody body) throws SinkException {
    Future<HttpAnswer> answering = executor.submit(() -> exchange(to, body));
    try {
      return answering.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw diagnosis.unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SinkException.retry("interrupted while waiting for the receiver", e);
    } finally {
      if (!answering.isDone()) {
        close();
      }
    }
  }

  private HttpAnswer exchange(URI to, RequestBody body) throws IOException {
    Wire used = connected(to);
    boolean isKept = false;
    try {
      try {
        OutputStream out = used.output();
        out.write(head.bytes(to, body.size()));
        out.write(body.array(), 0, body.size());
      } catch (IOException e) {
        return early(used, e);
      }
      HttpAnswer answer = HttpAnswer.read(used.input());
      isKept = !answer.isLast();
      return answer;
    } finally {
      if (!isKept) {
        used.close();
      }
    }
  }

  /** Who refuses a request may answer and hang up before all of it has come. */
  private static HttpAnswer early(Wire used, IOException problem) throws IOException {
    try {
      HttpAnswer answer = HttpAnswer.read(used.input());
      if (answer.status() >= FIRST_REFUSAL) {
        return answer;
      }
    } catch (IOException e) {
      // What broke first says more.
    }
    throw problem;
  }

  /** The wire of the last request where it still stands, or another. */
  private Wire connected(URI to) throws IOException {
    Wire last = wire;
    if (last != null && last.isQuiet()) {
      return last;
    }
    if (last != null) {
      last.close();
    }
    boolean isTls = "https".equalsIgnoreCase(to.getScheme());
    int usual = isTls ? HTTPS_PORT : HTTP_PORT;
    Wire next = new Wire(to.getHost(), to.getPort() < 0 ? usual : to.getPort(), isTls, null);
    wire = next;
    if (isClosed) {
      next.close();
    }
    next.connect(timeout);
    return next;
  }

  /** Hangs up, and ends the thread. */
  @Override
  public void close() {
    isClosed = true;
    executor.shutdownNow();
    Wire last = wire;
    if (last != null) {
      last.close();
    }
  }
}
