package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.sink.Certificates;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lets the client in and never reads again, so that a write waits for ever. */
class DeafServerTest {

  /** More than both ends' kernels keep. */
  private static final int MANY = 100_000;

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private ServerSocket server;
  private CompletableFuture<Socket> client;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    client = CompletableFuture.supplyAsync(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    client.join().close();
    server.close();
  }

  private Socket accept() {
    try {
      Socket socket = server.accept();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      int key = head.indexOf("Sec-WebSocket-Key: ") + "Sec-WebSocket-Key: ".length();
      String accepted =
          head.substring(key, head.indexOf("\r\n", key)) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(accepted.getBytes(StandardCharsets.US_ASCII));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private WebSocketSink sink(Duration timeout) {
    URI uri = URI.create("ws://localhost:" + server.getLocalPort());
    return new WebSocketSink(uri, Token.none(), FrameFormat.ZSTD, null, timeout);
  }

  @Test
  void shouldGiveItUpWhenItTakesNothing() throws Exception {
    try (WebSocketSink sink = sink(Duration.ofSeconds(1))) {
      sink.open();
      assertThat(catchThrowableOfType(SinkException.class, () -> Sending.write(sink, 0, MANY)))
          .hasMessage(
              sink.target() + " has taken nothing for 1 s; is it overloaded, or no Reflow server?");
    }
  }

  @Test
  void shouldGiveItUpBehindTlsAsWell(@TempDir Path directory) throws Exception {
    Path keys = Certificates.selfSigned(directory);
    client.cancel(true);
    server.close();
    server =
        Certificates.server(keys)
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getByName("localhost"));
    client = CompletableFuture.supplyAsync(this::accept);
    System.setProperty(TRUST_STORE, Certificates.trusting(keys).toString());
    URI uri = URI.create("wss://localhost:" + server.getLocalPort());
    try (WebSocketSink sink =
        new WebSocketSink(uri, Token.none(), FrameFormat.ZSTD, null, Duration.ofSeconds(2))) {
      sink.open();
      assertThat(catchThrowableOfType(SinkException.class, () -> Sending.write(sink, 0, MANY)))
          .hasMessageStartingWith(sink.target() + " has taken nothing for 2 s");
    } finally {
      System.clearProperty(TRUST_STORE);
    }
  }

  /** What it says is no sign that it takes anything. */
  @Test
  void shouldGiveItUpWhenItTakesNothingAndGoesOnTalking() throws Exception {
    Thread talking = new Thread(() -> talk(client.join()), "test-talking");
    try (WebSocketSink sink = sink(Duration.ofSeconds(1))) {
      sink.open();
      talking.start();
      assertThat(catchThrowableOfType(SinkException.class, () -> Sending.write(sink, 0, MANY)))
          .hasMessageStartingWith(sink.target() + " has taken nothing for 1 s");
    }
    talking.join();
  }

  private static void talk(Socket socket) {
    byte[] ping = {(byte) 0x89, 0};
    try {
      socket.getInputStream().read();
      while (true) {
        socket.getOutputStream().write(ping);
      }
    } catch (IOException e) {
      // The client hung up, as it should.
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStopWaitingForItWhenInterrupted(boolean isWriting) throws Exception {
    CompletableFuture<SinkException> failure = new CompletableFuture<>();
    try (WebSocketSink sink = sink(Duration.ofMinutes(2))) {
      sink.open();
      Thread shipper =
          new Thread(
              () -> {
                failure.complete(
                    catchThrowableOfType(
                        SinkException.class,
                        () -> {
                          Sending.write(sink, 0, isWriting ? MANY : 1);
                          sink.commit();
                        }));
              });
      shipper.start();
      await().until(() -> isWaiting(shipper, isWriting));
      shipper.interrupt();
      assertThat(failure.join()).hasMessage("interrupted while waiting for the server");
      shipper.join();
    }
  }

  /** A thread that waits in a system call counts as running, so its stack has to tell. */
  private static boolean isWaiting(Thread thread, boolean isWriting) {
    String method = isWriting ? "poll" : "awaitNanos";
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals(method)) {
        return true;
      }
    }
    return false;
  }
}
