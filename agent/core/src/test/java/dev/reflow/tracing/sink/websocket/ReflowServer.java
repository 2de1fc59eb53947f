package dev.reflow.tracing.sink.websocket;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * Behaves as Reflow's own tracing server does towards a client that records events: one answer for
 * each frame, in order, and an error for an event that its decoder would refuse. It can be made
 * slow, silent, refusing, cutting and compressing, and to take batches, as ours does. Any thread.
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
  private final List<RecordedEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicInteger textFrames = new AtomicInteger();
  private final AtomicInteger binaryFrames = new AtomicInteger();
  private final AtomicInteger pongs = new AtomicInteger();
  private volatile Function<RecordedEvent, String> answering = event -> RECORDED;
  private volatile long cutAfter = Long.MAX_VALUE;
  private volatile boolean isCompressing;
  private volatile boolean isFragmenting;
  private volatile boolean isForgetting;
  private volatile @Nullable String authorization;

  private ReflowServer(Sockets sockets) {
    this.sockets = sockets;
  }

  /** A server at a free port. */
  public static ReflowServer start() {
    return start(0, null);
  }

  /** A server at a free port that selects {@code reflow-batch.v1}. */
  public static ReflowServer startWithBatches() {
    return start(0, null, true);
  }

  /** A server at {@code port}, over TLS where there is a {@code tls}. */
  public static ReflowServer start(int port, @Nullable SSLContext tls) {
    return start(port, tls, false);
  }

  /** The same, which selects {@code reflow-batch.v1} where {@code takesBatches}. */
  public static ReflowServer start(int port, @Nullable SSLContext tls, boolean takesBatches) {
    Sockets sockets = new Sockets(new InetSocketAddress("localhost", port), takesBatches);
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
    return List.of(events.toArray(new RecordedEvent[0]));
  }

  /** How many events were answered as recorded, repetitions too. */
  public long recorded() {
    return recorded.get();
  }

  /** Keeps no event: for millions of them, of which {@link #answer} sees each. */
  public void forget() {
    isForgetting = true;
  }

  /** Text frames that have come. */
  public int textFrames() {
    return textFrames.get();
  }

  /** Binary frames that have come. */
  public int binaryFrames() {
    return binaryFrames.get();
  }

  /** The ids of {@link #events}, each once. */
  public Set<String> eventIds() {
    return new TreeSet<>(events().stream().map(RecordedEvent::id).toList());
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
    cutAfter = recorded.get() + count;
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

  /** Pings that clients have answered. */
  public int pongs() {
    return pongs.get();
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
    if (!socket.isOpen()) {
      // What was behind the request at which the connection was cut.
      return;
    }
    String answer;
    try {
      answer = "\"Ping\"".equals(text) ? "\"Pong\"" : recordAll(RecordedEvent.readAll(text));
    } catch (RuntimeException e) {
      answer = error("SerializationError", String.valueOf(e.getMessage()));
    }
    if (recorded.get() >= cutAfter) {
      cutAfter = Long.MAX_VALUE;
      socket.closeConnection(1006, "cut");
    } else if (!answer.equals(SILENCE)) {
      send(socket, answer);
    }
  }

  /** One answer for all: that of the first that is not recorded, or that all are. */
  private String recordAll(List<RecordedEvent> batch) {
    for (RecordedEvent event : batch) {
      String answer = answering.apply(event);
      if (!answer.equals(RECORDED)) {
        return answer;
      }
      recorded.incrementAndGet();
      if (!isForgetting) {
        events.add(event);
      }
    }
    return RECORDED;
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

    Sockets(InetSocketAddress address, boolean takesBatches) {
      super(address, 1, takesBatches ? List.of(batches()) : List.of());
      setReuseAddr(true);
      setDaemon(true);
    }

    private static Draft batches() {
      return new Draft_6455(List.of(), List.of(new Protocol(Connection.BATCHES), new Protocol("")));
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
      if (owner != null) {
        owner.textFrames.incrementAndGet();
        answer(owner, socket, message);
      }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      byte[] frame = new byte[message.remaining()];
      message.get(frame);
      ReflowServer owner = server;
      if (owner == null) {
        return;
      }
      owner.binaryFrames.incrementAndGet();
      try {
        byte[] json = Decompression.decompress(frame, 1 << 24);
        answer(owner, socket, new String(json, StandardCharsets.UTF_8));
      } catch (IOException e) {
        socket.send(error("InvalidRequest", String.valueOf(e.getMessage())));
      }
    }

    private static void answer(ReflowServer owner, WebSocket socket, String request) {
      if (!owner.answers.isShutdown()) {
        owner.answers.execute(() -> owner.onRequest(socket, request));
      }
    }

    @Override
    public void onWebsocketPong(WebSocket socket, Framedata pong) {
      ReflowServer owner = server;
      if (owner != null) {
        owner.pongs.incrementAndGet();
      }
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
