package dev.reflow.tracing.sink;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * The JDK's HTTP client, kept apart from what the application has set up for itself, with threads
 * that hold no JVM alive and end when they have nothing to do. Any thread.
 */
public final class OwnHttpClient implements AutoCloseable {

  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final long KEEP_ALIVE_MS = 500;

  private final ThreadPoolExecutor executor;
  private final HttpClient http;

  private OwnHttpClient(ThreadPoolExecutor executor, HttpClient http) {
    this.executor = executor;
    this.http = http;
  }

  /**
   * Makes a client.
   *
   * @param name what its threads are called, behind {@code reflow-}
   * @param mostThreads how many it may have at a time
   * @param settings sets what differs from one sink to the other: a proxy has to be said
   * @throws SinkException fatal, where this JVM has no TLS
   */
  public static OwnHttpClient create(
      String name, int mostThreads, Consumer<HttpClient.Builder> settings) throws SinkException {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            mostThreads,
            KEEP_ALIVE_MS,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> thread(name, task));
    HttpClient.Builder builder =
        HttpClient.newBuilder().executor(executor).sslContext(trustOfTheJvm());
    settings.accept(builder);
    return new OwnHttpClient(executor, builder.build());
  }

  /** The client itself. */
  public HttpClient http() {
    return http;
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

  private static Thread thread(String name, Runnable task) {
    // No inherited thread locals: they are the application's.
    Thread thread =
        new Thread(null, task, "reflow-" + name + "-" + THREADS.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnHttpClient.class.getClassLoader());
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
}
