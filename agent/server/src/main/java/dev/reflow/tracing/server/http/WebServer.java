package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.subscribe.LiveGraph;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The server's connectors and threads. Started and stopped once. */
public final class WebServer {

  private static final int MOST_THREADS = 32;
  private static final int QUEUE_OF_CONNECTIONS = 1_024;
  private static final long STOP_MS = 2_000;

  private final Server server;
  private final ServerConnector connector;
  private final Sockets sockets;
  private final LiveSockets live;
  private final @Nullable Path keystore;

  /**
   * Where to listen and whom to let in. Immutable.
   *
   * @param mostConnections WebSockets at once
   * @param token null for none
   * @param keystore PKCS#12 or JKS for TLS; null for none
   * @param keystorePassword of the keystore
   */
  public record Address(
      String host,
      int port,
      int mostConnections,
      @Nullable String token,
      @Nullable Path keystore,
      @Nullable String keystorePassword) {}

  public WebServer(Address address, EventStore store, Services services, LiveGraph graph, Log log) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("reflow-http");
    threads.setDaemon(true);
    this.server = new Server(threads);
    this.keystore = address.keystore();
    this.connector = connector(address);
    server.addConnector(connector);
    this.live = new LiveSockets(server, graph, services.figures(), services.clock());
    this.sockets = new Sockets(server, services, live, address.mostConnections());
    server.setHandler(
        new Router(
            new Guard(address.token()),
            new Routes(store, services),
            sockets,
            services.figures(),
            new Faults(log, services.clock())));
    server.setErrorHandler(errors(services.figures()));
    server.setStopTimeout(STOP_MS);
  }

  /** Answers what never comes to the router, such as a path that is none. */
  private static ErrorHandler errors(Figures figures) {
    return new ErrorHandler() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        figures.errors.increment();
        return super.handle(request, response, callback);
      }
    };
  }

  private ServerConnector connector(Address address) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    ServerConnector made;
    if (address.keystore() == null) {
      made = new ServerConnector(server, new HttpConnectionFactory(http));
    } else {
      http.addCustomizer(new SecureRequestCustomizer(false));
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setKeyStorePath(address.keystore().toUri().toString());
      tls.setKeyStorePassword(address.keystorePassword());
      made = new ServerConnector(server, tls, new HttpConnectionFactory(http));
    }
    made.setHost(address.host());
    made.setPort(address.port());
    made.setAcceptQueueSize(QUEUE_OF_CONNECTIONS);
    return made;
  }

  /** Listens from now on. */
  public void start() throws IOException {
    try {
      server.start();
      sockets.pingLater();
      live.tick();
    } catch (Exception e) {
      throw new IOException(reason(e), e);
    }
  }

  private String reason(Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof BindException) {
        return "port %d of %s is taken by another process; name another with --port"
            .formatted(connector.getPort(), connector.getHost());
      }
    }
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    return keystore == null
        ? line
        : "--tls-keystore %s with the password of --tls-password-file cannot be used: %s"
            .formatted(keystore, line);
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where a browser finds it. */
  public String url() {
    String host = connector.getHost();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (keystore == null ? "http" : "https") + "://" + shown + ":" + port() + "/";
  }

  /** Takes no connection any more; those that are there stay. */
  public void stopListening() {
    connector.close();
  }

  /** Ends all connections once what is to be said is said. */
  public void stop() {
    try {
      sockets.close();
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // It ends with the process.
    }
  }
}
