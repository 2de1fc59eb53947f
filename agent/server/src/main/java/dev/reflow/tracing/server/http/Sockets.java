package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.protocol.Conversation;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** The WebSockets of a server. Any thread. */
final class Sockets {

  /** A frame holds an array of requests. */
  static final String BATCH = "reflow-batch.v1";

  private static final long LARGEST_BINARY = 16L << 20;
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final long PING_SECONDS = 30;
  private static final long GOODBYE_MS = 2_000;
  private static final int GOING_AWAY = 1001;

  private final Server server;
  private final Services services;
  private final ServerWebSocketContainer container;
  private final LiveSockets live;
  private final int mostConnections;

  Sockets(Server server, Services services, LiveSockets live, int mostConnections) {
    this.mostConnections = mostConnections;
    this.server = server;
    this.live = live;
    this.services = services;
    this.container = ServerWebSocketContainer.ensure(server);
    container.setMaxTextMessageSize(Conversation.LARGEST_FRAME);
    container.setMaxBinaryMessageSize(LARGEST_BINARY);
    container.setMaxFrameSize(Conversation.LARGEST_FRAME);
    container.setIdleTimeout(SILENCE);
  }

  /** Makes a WebSocket of the request; false where none is at that path. */
  boolean upgrade(String path, Request request, Response response, Callback callback) {
    boolean isLive = path.equals("/api/live");
    if (!isLive && !path.equals("/") && !path.equals("/ws")) {
      return false;
    }
    Figures figures = services.figures();
    if (figures.connectionsActive.get() >= mostConnections) {
      figures.connectionsRefused.increment();
      Response.writeError(request, response, callback, 503, "too many connections");
      return true;
    }
    return container.upgrade(
        (asked, answer, after) -> isLive ? live.page() : create(asked, answer),
        request,
        response,
        callback);
  }

  private Object create(ServerUpgradeRequest request, ServerUpgradeResponse response) {
    if (request.getSubProtocols().contains(BATCH)) {
      response.setAcceptedSubProtocol(BATCH);
    }
    return new SocketPeer(services, server.getThreadPool());
  }

  /** Asks every client now and then whether it is there: who is not is cut off. */
  void pingLater() {
    Scheduler scheduler = server.getScheduler();
    scheduler.schedule(this::ping, PING_SECONDS, TimeUnit.SECONDS);
  }

  private void ping() {
    for (Session session : container.getOpenSessions()) {
      session.sendPing(ByteBuffer.allocate(0), org.eclipse.jetty.websocket.api.Callback.NOOP);
    }
    if (server.isRunning()) {
      pingLater();
    }
  }

  /** Says goodbye once all answers are on their way. */
  void close() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS);
    var sessions = container.getOpenSessions();
    CountDownLatch closed = new CountDownLatch(sessions.size());
    for (Session session : sessions) {
      // Behind whatever is still to be sent.
      session.close(
          GOING_AWAY,
          "the server stops",
          org.eclipse.jetty.websocket.api.Callback.from(
              closed::countDown, failure -> closed.countDown()));
    }
    boolean unused = closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
