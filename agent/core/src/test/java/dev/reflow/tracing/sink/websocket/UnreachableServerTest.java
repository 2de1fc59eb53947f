package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reflow.tracing.sink.Certificates;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason why no connection comes about gives one line that says what to do. */
class UnreachableServerTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  @Test
  void shouldSayThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("ws://localhost:" + port);
    assertRefused(nobody, nobody + " cannot be reached; start the server or set reflow.server-url");
  }

  @Test
  void shouldSayThatTheHostIsNotKnown() {
    URI unknown = URI.create("ws://no-such-host.invalid:8080");
    assertRefused(unknown, unknown + ": no such host; check reflow.server-url");
  }

  @Test
  void shouldSayThatNobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      URI server = URI.create("ws://localhost:" + silent.getLocalPort());
      assertRefused(server, server + " does not answer; check reflow.server-url and firewalls");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, refuses the token (HTTP 401); check reflow.server-token",
    "403, refuses the token (HTTP 403); check reflow.server-token",
    "404, speaks no WebSocket there (HTTP 404); check reflow.server-url",
    "200, speaks no WebSocket there (HTTP 200); check reflow.server-url",
  })
  void shouldSayWhatAnHttpServerMeans(int status, String text) throws Exception {
    HttpServer http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    http.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    http.start();
    try {
      URI server = URI.create("ws://localhost:" + http.getAddress().getPort());
      assertRefused(server, server + " " + text);
    } finally {
      http.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wss", "WSS"})
  void shouldSayThatThereIsNoTls(String scheme) throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      Thread answering = new Thread(() -> answerOnce(plain));
      answering.start();
      String target = "://localhost:" + plain.getLocalPort();
      assertRefused(
          URI.create(scheme + target),
          "wss" + target + " speaks no TLS; use ws:// in reflow.server-url");
      answering.join();
    }
  }

  private static void answerOnce(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      socket.getInputStream().read();
      socket.getOutputStream().write(answer);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client hung up, as it should.
    }
  }

  @Test
  void shouldAskWhetherWhatSpeaksNoHttpWantsTls(@TempDir Path directory) throws Exception {
    Path keys = Certificates.selfSigned(directory);
    try (ReflowServer tls = ReflowServer.start(0, Certificates.server(keys));
        WebSocketSink sink = sink(URI.create("ws://localhost:" + tls.port()), Token.none())) {
      assertThatThrownBy(sink::open)
          .hasMessageMatching(
              sink.target()
                  + ": it (speaks no HTTP|hangs up before it has answered); check"
                  + " reflow.server-url, and whether it wants wss://");
    }
  }

  @Test
  void shouldTrustWhatTheJvmTrusts(@TempDir Path directory) throws Exception {
    Path keys = Certificates.selfSigned(directory);
    try (ReflowServer tls = ReflowServer.start(0, Certificates.server(keys))) {
      URI server = URI.create("wss://localhost:" + tls.port());
      assertRefused(
          server,
          server
              + " shows a certificate that this JVM does not trust; import it into a trust store"
              + " and name that with -Djavax.net.ssl.trustStore");

      System.setProperty(TRUST_STORE, Certificates.trusting(keys).toString());
      try (WebSocketSink sink = sink(server, Token.none())) {
        sink.open();
        Sending.write(sink, 0, 3);
        sink.commit();
      } finally {
        System.clearProperty(TRUST_STORE);
      }
      assertThat(tls.eventIds()).hasSize(3);
    }
  }

  @Test
  void shouldSayThatTheCertificateIsForAnotherHost(@TempDir Path directory) throws Exception {
    Path keys = Certificates.selfSigned(directory);
    System.setProperty(TRUST_STORE, Certificates.trusting(keys).toString());
    try (ReflowServer tls = ReflowServer.start(0, Certificates.server(keys))) {
      URI server = URI.create("wss://127.0.0.1:" + tls.port());
      assertRefused(
          server,
          server + " shows a certificate for another host; use the host name that it names");
    } finally {
      System.clearProperty(TRUST_STORE);
    }
  }

  @Test
  void shouldGoThroughTheProxyOfTheSettings() throws Exception {
    try (ReflowServer server = ReflowServer.start();
        HttpProxy proxy = new HttpProxy(200);
        WebSocketSink sink = through(proxy, server.uri())) {
      sink.open();
      Sending.write(sink, 0, 3);
      sink.commit();
      assertThat(server.eventIds()).hasSize(3);
      assertThat(proxy.targets()).containsExactly("localhost:" + server.port());
    }
  }

  @Test
  void shouldNameTheProxyThatRefuses() throws Exception {
    try (HttpProxy proxy = new HttpProxy(403);
        WebSocketSink sink = through(proxy, URI.create("ws://elsewhere:80"))) {
      assertThatThrownBy(sink::open)
          .hasMessage(
              "ws://elsewhere:80 is not let through (HTTP 403) (through the proxy localhost:%d, see"
                  + " reflow.server-proxy)",
              proxy.address().getPort());
    }
  }

  private static WebSocketSink through(HttpProxy proxy, URI server) {
    return new WebSocketSink(
        server, Token.none(), FrameFormat.ZSTD, proxy.address(), Duration.ofSeconds(5));
  }

  @Test
  void shouldSayThatTheAddressIsNone() {
    try (WebSocketSink sink = sink(URI.create("http://localhost:1"), Token.none())) {
      assertThatThrownBy(sink::open)
          .hasMessage("http://localhost:1 is no address of a WebSocket server")
          .extracting(e -> ((SinkException) e).kind())
          .isEqualTo(SinkException.Kind.FATAL);
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheTokenWithoutShowingIt(@TempDir Path directory) {
    URI server = URI.create("ws://localhost:1");
    try (WebSocketSink sink = sink(server, Token.of("s3cret\nvalue"))) {
      assertThatThrownBy(sink::open)
          .hasMessageStartingWith("the token has a character that cannot be sent")
          .hasMessageNotContaining("s3cret");
    }
    Path missing = directory.resolve("missing");
    try (WebSocketSink sink = sink(server, Token.inFile(missing))) {
      assertThatThrownBy(sink::open)
          .hasMessage("the token file %s cannot be read; check reflow.server-token-file", missing);
    }
  }

  private static void assertRefused(URI server, String line) {
    try (WebSocketSink sink = sink(server, Token.of("s3cret"))) {
      assertThatThrownBy(sink::open)
          .hasMessage(line)
          .extracting(e -> ((SinkException) e).kind())
          .isEqualTo(SinkException.Kind.RETRY);
    }
  }

  private static WebSocketSink sink(URI server, Token token) {
    return new WebSocketSink(server, token, FrameFormat.ZSTD, null, Duration.ofSeconds(3));
  }
}
