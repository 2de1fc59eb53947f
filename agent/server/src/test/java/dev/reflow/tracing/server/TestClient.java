package dev.reflow.tracing.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the protocol: sends frames, and takes what comes back one by one. */
final class TestClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /** Whether frames are taken from the connection, and whether one was asked for in vain. */
  private boolean isPaused;

  private boolean isHeld;

  private TestClient(URI uri, String... subProtocols) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (subProtocols.length > 0) {
      builder.subprotocols(subProtocols[0]);
    }
    socket = builder.buildAsync(uri, new Collecting()).join();
  }

  static TestClient connect(URI uri, String... subProtocols) {
    return new TestClient(uri, subProtocols);
  }

  private final class Collecting implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      askForMore(from);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      received.add(bytes);
      askForMore(from);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add("failed " + error);
    }
  }

  private synchronized void askForMore(WebSocket from) {
    isHeld = isPaused;
    if (!isPaused) {
      from.request(1);
    }
  }

  /** Takes one frame more at most, and no other until {@link #resume}. */
  synchronized void pause() {
    isPaused = true;
  }

  synchronized void resume() {
    isPaused = false;
    if (isHeld) {
      askForMore(socket);
    }
  }

  String subProtocol() {
    return socket.getSubprotocol();
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void send(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
  }

  /** Whether the frame could be sent. */
  boolean trySend(byte[] frame) {
    try {
      send(frame);
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  /** Whether the frame could be sent. */
  boolean trySend(String text) {
    try {
      send(text);
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  /** The next frame: a String, or bytes. */
  Object next() {
    try {
      Object next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String ask(String request) {
    send(request);
    return (String) next();
  }

  /** How many frames wait to be taken. */
  int waiting() {
    return received.size();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
