package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.sink.OwnHttpClient;
import dev.reflow.tracing.sink.SinkException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to a receiver, by the JDK's HTTP client kept apart from what the application has set up for
 * itself. The shipper's thread only.
 */
final class Receiver implements AutoCloseable {

  private static final int MOST_THREADS = 16;

  private final OwnHttpClient client;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final OtlpDiagnosis diagnosis;

  /** {@code headers}: what each request carries besides. */
  Receiver(Map<String, String> headers, Duration timeout, OtlpDiagnosis diagnosis)
      throws SinkException {
    this.headers = headers;
    this.timeout = timeout;
    this.diagnosis = diagnosis;
    this.client =
        OwnHttpClient.create(
            "otlp",
            MOST_THREADS,
            builder ->
                builder
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeout)
                    .proxy(HttpClient.Builder.NO_PROXY));
  }

  /** Returns the answer, whatever its status. */
  HttpResponse<byte[]> post(URI to, RequestBody body) throws SinkException {
    CompletableFuture<HttpResponse<byte[]>> answering =
        client.http().sendAsync(request(to, body), any -> new LimitedBody());
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

  /** Ends the client's threads. */
  @Override
  public void close() {
    client.close();
  }
}
