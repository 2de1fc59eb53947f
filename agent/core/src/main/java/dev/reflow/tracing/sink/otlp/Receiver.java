package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.sink.SinkException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Posts to a receiver, by the JDK's HTTP client kept apart from what the application has set up for
 * itself. The shipper's thread only.
 */
final class Receiver implements AutoCloseable {

  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final long KEEP_ALIVE_MS = 500;
  private static final int TRACES_AND_METRICS = 4;

  private final ThreadPoolExecutor executor;
  private final HttpClient http;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final OtlpDiagnosis diagnosis;

  /** {@code headers}: what each request carries besides. */
  Receiver(Map<String, String> headers, Duration timeout, OtlpDiagnosis diagnosis)
      throws SinkException {
    this.headers = headers;
    this.timeout = timeout;
    this.diagnosis = diagnosis;
    this.executor =
        new ThreadPoolExecutor(
            0,
            TRACES_AND_METRICS * TRACES_AND_METRICS,
            KEEP_ALIVE_MS,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            Receiver::thread);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .connectTimeout(timeout)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslContext(trustOfTheJvm())
            .build();
  }

  private static Thread thread(Runnable task) {
    String name = "reflow-otlp-" + THREADS.incrementAndGet();
    // No inherited thread locals: they are the application's.
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Receiver.class.getClassLoader());
    return thread;
  }

  /** Not the default context, which the application may have replaced. */
  private static SSLContext trustOfTheJvm() throws SinkException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw SinkException.fatal("this JVM has no TLS: " + e.getMessage(), e);
    }
  }

  /** Returns the answer, whatever its status. */
  HttpResponse<byte[]> post(URI to, RequestBody body) throws SinkException {
    CompletableFuture<HttpResponse<byte[]>> answering =
        http.sendAsync(request(to, body), any -> new LimitedBody());
    try {
      return answering.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw diagnosis.unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SinkException.retry("interrupted while waiting for the receiver", e);
    } finally {
      answering.cancel(true);
    }
  }

  private HttpRequest request(URI to, RequestBody body) throws SinkException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.array(), 0, body.size()));
    if (body.isGzip()) {
      request.header("Content-Encoding", "gzip");
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      try {
        request.setHeader(header.getKey(), header.getValue());
      } catch (IllegalArgumentException e) {
        // Its text may hold the value.
        throw SinkException.fatal(
            "a header " + header.getKey() + " cannot be sent so; check reflow.sink.otlp.headers",
            null);
      }
    }
    return request.build();
  }

  /**
   * Ends the client's threads: at once on JDK 21 and later; before, its selector thread ends after
   * the next garbage collection, because there is no other way.
   */
  @Override
  public void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(http);
    } catch (ReflectiveOperationException e) {
      // JDK 17.
    }
    executor.shutdown();
  }
}
