package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client, kept apart from what the application has set up for itself, with threads
 * that hold no JVM alive and end when they have nothing to do.
 */
final class Client {

  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final long KEEP_ALIVE_MS = 500;

  private final ThreadPoolExecutor executor;
  private final HttpClient http;

  private final @Nullable InetSocketAddress proxy;

  private Client(ThreadPoolExecutor executor, HttpClient http, @Nullable InetSocketAddress proxy) {
    this.executor = executor;
    this.http = http;
    this.proxy = proxy;
  }

  /** A client that goes through {@code proxy}, or directly where that is null. */
  static Client create(@Nullable InetSocketAddress proxy) throws SinkException {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_MS,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            Client::thread);
    HttpClient http =
        HttpClient.newBuilder()
            .executor(executor)
            .proxy(proxy == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(proxy))
            .sslContext(trustOfTheJvm())
            .build();
    return new Client(executor, http, proxy);
  }

  HttpClient http() {
    return http;
  }

  /** What it goes through; null where it goes directly. */
  @Nullable InetSocketAddress proxy() {
    return proxy;
  }

  /**
   * Ends the client's threads: at once on JDK 21 and later; before, its selector thread ends after
   * the next garbage collection, because there is no other way.
   */
  void dispose() {
    try {
      Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
      shutdownNow.invoke(http);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      // JDK 17.
    }
    executor.shutdown();
  }

  private static Thread thread(Runnable task) {
    String name = "reflow-websocket-" + THREADS.incrementAndGet();
    // No inherited thread locals: they are the application's.
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Client.class.getClassLoader());
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
