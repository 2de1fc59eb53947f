package dev.reflow.tracing.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** A server that answers each frame as Reflow's does, and counts the events in it. */
final class WebSocketTarget implements SinkTarget {

  private static final String RECORDED = "{\"EventRecorded\":{\"success\":true,\"error\":null}}";
  private static final byte[] REQUEST = "{\"RecordEvent\":{".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_FRAME = 1 << 24;

  private final boolean takesBatches;
  private final AtomicLong events = new AtomicLong();
  private final Server server;

  WebSocketTarget(boolean takesBatches) throws InterruptedException {
    this.takesBatches = takesBatches;
    List<Draft> drafts =
        takesBatches
            ? List.of(
                new Draft_6455(
                    List.of(), List.of(new Protocol("reflow-batch.v1"), new Protocol(""))))
            : List.of();
    server = new Server(drafts, events);
    server.start();
    server.started.await();
  }

  @Override
  public String name() {
    return takesBatches ? "websocket, batches" : "websocket, an event a frame";
  }

  @Override
  public Optional<Bar> bar() {
    return takesBatches ? Optional.of(Bar.TO_WEBSOCKET) : Optional.empty();
  }

  @Override
  public int sends() {
    return takesBatches ? 4_000_000 : 500_000;
  }

  @Override
  public List<String> options(Path directory) {
    return List.of(
        "-Dreflow.sinks=websocket", "-Dreflow.server-url=ws://localhost:" + server.getPort());
  }

  /** Repetitions count, which do not come without a failure. */
  @Override
  public long takeEvents(Path directory) {
    return events.getAndSet(0);
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop(1_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static final class Server extends WebSocketServer {

    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicLong events;

    Server(List<Draft> drafts, AtomicLong events) {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, drafts);
      this.events = events;
      setDaemon(true);
      setTcpNoDelay(true);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      events.incrementAndGet();
      socket.send(RECORDED);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      byte[] frame = new byte[message.remaining()];
      message.get(frame);
      byte[] json =
          Zstd.decompress(frame, (int) Math.min(LONGEST_FRAME, Zstd.getFrameContentSize(frame)));
      events.addAndGet(count(json));
      socket.send(RECORDED);
    }

    private static int count(byte[] json) {
      int found = 0;
      int at = 0;
      while (at <= json.length - REQUEST.length) {
        if (json[at] == '{' && startsAt(json, at)) {
          found++;
          at += REQUEST.length;
        } else {
          at++;
        }
      }
      return found;
    }

    private static boolean startsAt(byte[] json, int at) {
      for (int i = 0; i < REQUEST.length; i++) {
        if (json[at + i] != REQUEST[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket socket, Exception error) {
      System.err.println("the receiving server: " + error);
    }
  }
}
