package dev.reflow.tracing.sink.websocket;

import com.github.luben.zstd.Zstd;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * Behaves as Reflow's own tracing server does towards a client that records events: one answer for
 * each frame, in order, and an error for an event that its decoder would refuse. It can be made
 * slow, silent, refusing, cutting and compressing. Any thread.
 */
public final class ReflowServer implements AutoCloseable {

  /** What a server answers to an event that it has recorded. */
  public static final String RECORDED = "{\"EventRecorded\":{\"success\":true,\"error\":null}}";

  /** Not an answer: the server says nothing. */
  public static final String SILENCE = "";

  private static final int STOP_MS = 2_000;

  private final Sockets sockets;
  private final ExecutorService answers =
      Executors.newSingleThreadExecutor(task -> daemon(task, "reflow-test-server"));
  private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
  private volatile Function<RecordedEvent, String> answering = event -> RECORDED;
  private volatile long cutAfter = Long.MAX_VALUE;
  private volatile boolean isCompressing;
  private volatile boolean isFragmenting;
  private volatile @Nullable String authorization;

  private ReflowServer(Sockets sockets) {
    this.sockets = sockets;
  }

  /** A server at a free port. */
  public static ReflowServer start() {
    return start(0, null);
  }

  /** A server at {@code port}, over TLS where there is a {@code tls}. */
  public static ReflowServer start(int port, @Nullable SSLContext tls) {
    Sockets sockets = new Sockets(new InetSocketAddress("localhost", port));
    ReflowServer server = new ReflowServer(sockets);
    sockets.server = server;
    if (tls != null) {
      sockets.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(tls));
    }
    sockets.begin();
    return server;
  }

  public int port() {
    return sockets.getPort();
  }

  public URI uri() {
    return URI.create("ws://localhost:" + port());
  }

  /** Every event that was answered as recorded, in order, repetitions too. */
  public List<RecordedEvent> events() {
    return events;
  }

  /** The ids of {@link #events}, each once. */
  public Set<String> eventIds() {
    return new TreeSet<>(events.stream().map(RecordedEvent::id).toList());
  }

  /** The {@code Authorization} header of the last connection. */
  public @Nullable String authorization() {
    return authorization;
  }

  /** Answers as {@code answering} says: {@link #RECORDED}, {@link #SILENCE}, or any JSON. */
  public void answer(Function<RecordedEvent, String> how) {
    answering = how;
  }

  /**
   * Cuts the connection when {@code count} more events were recorded, before answering the last.
   */
  public void cutAfter(int count) {
    cutAfter = events.size() + (long) count;
  }

  /** Answers in binary frames of zstd. */
  public void compress() {
    isCompressing = true;
  }

  /** Answers in frames of one byte each. */
  public void fragment() {
    isFragmenting = true;
  }

  /** Connections that are open now. */
  public int connections() {
    return sockets.getConnections().size();
  }

  /** Says goodbye to every client; new ones may come. */
  public void disconnectAll() {
    List.copyOf(sockets.getConnections()).forEach(WebSocket::close);
  }

  /** Pings every client. */
  public void ping() {
    sockets.getConnections().forEach(WebSocket::sendPing);
  }

  @Override
  public void close() {
    stop();
  }

  /** Closes the port and every connection; what was recorded can still be asked for. */
  public void stop() {
    answers.shutdownNow();
    try {
      sockets.stop(STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void onRequest(WebSocket socket, String text) {
    String answer;
    try {
      answer = "\"Ping\"".equals(text) ? "\"Pong\"" : record(RecordedEvent.read(text));
    } catch (RuntimeException e) {
      answer = error("SerializationError", String.valueOf(e.getMessage()));
    }
    if (events.size() >= cutAfter) {
      cutAfter = Long.MAX_VALUE;
      socket.closeConnection(1006, "cut");
    } else if (!answer.equals(SILENCE)) {
      send(socket, answer);
    }
  }

  private String record(RecordedEvent event) {
    String answer = answering.apply(event);
    if (answer.equals(RECORDED)) {
      events.add(event);
    }
    return answer;
  }

  private void send(WebSocket socket, String answer) {
    if (!socket.isOpen()) {
      return;
    }
    if (isCompressing) {
      socket.send(Zstd.compress(answer.getBytes(StandardCharsets.UTF_8)));
    } else if (isFragmenting) {
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        ByteBuffer one = ByteBuffer.wrap(bytes, i, 1);
        socket.sendFragmentedFrame(Opcode.TEXT, one, i == bytes.length - 1);
      }
    } else {
      socket.send(answer);
    }
  }

  /** An error answer with {@code code}. */
  public static String error(String code, String message) {
    String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    return "{\"Error\":{\"message\":\"" + quoted + "\",\"code\":\"" + code + "\"}}";
  }

  /** The library's server, which calls back. */
  private static final class Sockets extends WebSocketServer {

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Exception problem;
    private volatile @Nullable ReflowServer server;

    Sockets(InetSocketAddress address) {
      super(address, 1);
      setReuseAddr(true);
      setDaemon(true);
    }

    void begin() {
      start();
      try {
        if (!started.await(10, TimeUnit.SECONDS) || problem != null) {
          throw new IllegalStateException("the server did not start", problem);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      ReflowServer owner = server;
      if (owner != null) {
        String header = handshake.getFieldValue("Authorization");
        owner.authorization = header.isEmpty() ? null : header;
      }
    }

    /**
     * On a thread of our own: while the library's is busy, the library neither reads nor writes.
     */
    @Override
    public void onMessage(WebSocket socket, String message) {
      ReflowServer owner = server;
      if (owner != null && !owner.answers.isShutdown()) {
        owner.answers.execute(() -> owner.onRequest(socket, message));
      }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      byte[] frame = new byte[message.remaining()];
      message.get(frame);
      byte[] json = Zstd.decompress(frame, 1 << 20);
      onMessage(socket, new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(@Nullable WebSocket socket, Exception error) {
      if (socket == null) {
        problem = error;
        started.countDown();
      }
    }
  }
}
