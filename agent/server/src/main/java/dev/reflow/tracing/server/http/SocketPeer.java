package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.protocol.Conversation;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.protocol.Peer;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.WebSocketException;
import org.eclipse.jetty.websocket.api.exceptions.WebSocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A conversation over one WebSocket. A frame is asked for when there is room for what it may bring,
 * so a client that sends more than the store takes waits in its own TCP window. Public for Jetty.
 */
public final class SocketPeer implements Session.Listener, Peer {

  private final Services services;
  private final Executor executor;
  private final Conversation conversation;
  private final AtomicBoolean isPaused = new AtomicBoolean();
  private volatile @Nullable Session session;

  SocketPeer(Services services, Executor executor) {
    this.services = services;
    this.executor = executor;
    this.conversation = new Conversation(services, this);
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    Figures figures = services.figures();
    figures.connectionsActive.incrementAndGet();
    figures.connectionsTotal.increment();
    opened.demand();
  }

  @Override
  public void onWebSocketText(String text) {
    conversation.onText(text);
    readOn();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    byte[] frame = new byte[payload.remaining()];
    payload.get(frame);
    callback.succeed();
    conversation.onBinary(frame);
    readOn();
  }

  /** Asks for the next frame, now or when there is room. */
  private void readOn() {
    isPaused.set(true);
    if (conversation.mayRead()) {
      resume();
    }
  }

  @Override
  public void resume() {
    if (isPaused.compareAndSet(true, false)) {
      services.intake().whenRoom(this::demandElsewhere);
    }
  }

  /** The caller may be the store's thread, which must not end up reading frames. */
  private void demandElsewhere() {
    try {
      executor.execute(this::demand);
    } catch (RejectedExecutionException e) {
      // The server stops.
    }
  }

  private void demand() {
    Session opened = session;
    if (opened != null && opened.isOpen()) {
      opened.demand();
    }
  }

  @Override
  public void sendText(String text) {
    send(opened -> opened.sendText(text, Callback.NOOP));
  }

  @Override
  public void sendBinary(byte[] frame) {
    send(opened -> opened.sendBinary(ByteBuffer.wrap(frame), Callback.NOOP));
  }

  @Override
  public void notify(String text, Runnable sent) {
    send(opened -> opened.sendText(text, Callback.from(sent, failure -> {})));
  }

  private void send(Consumer<Session> sending) {
    Session opened = session;
    if (opened != null && opened.isOpen()) {
      sending.accept(opened);
    }
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    end();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    // Too large, not UTF-8, no WebSocket's frame; not that somebody went away, or stayed silent.
    if (cause instanceof WebSocketException && !(cause instanceof WebSocketTimeoutException)) {
      services.figures().errors.increment();
    }
  }

  private void end() {
    if (session != null) {
      session = null;
      services.figures().connectionsActive.decrementAndGet();
    }
    conversation.close();
  }
}
