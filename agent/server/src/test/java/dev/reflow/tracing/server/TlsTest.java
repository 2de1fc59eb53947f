package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.sink.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with a key and a certificate of its own. */
class TlsTest {

  private static final String PASSWORD = "keep-this-quiet";
  private static final long PATIENCE_SECONDS = 20;

  @TempDir static Path keys;
  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    Certificates.selfSigned(keys, PASSWORD);
  }

  @Test
  void shouldAnswerOverTlsAndNotWithout() throws Exception {
    try (TestServer server = secured(PASSWORD)) {
      URI health = URI.create("https://localhost:" + server.port() + "/healthz");
      assertThat(client().send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString()))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      assertThat(server.log()).doesNotContain(PASSWORD);
      assertThatThrownBy(() -> server.get("/healthz")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldSpeakTheProtocolOverTls() throws Exception {
    try (TestServer server = secured(PASSWORD)) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      WebSocket socket =
          client()
              .newWebSocketBuilder()
              .buildAsync(URI.create("wss://localhost:" + server.port() + "/ws"), first(answer))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      socket.sendText("\"Ping\"", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("\"Pong\"");
      socket.abort();
    }
  }

  @Test
  void shouldGiveItsCookieToTlsAlone() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "a-token-of-some-length");
    try (TestServer server = secured(PASSWORD, "--token-file", token.toString())) {
      HttpRequest login =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/api/login"))
              .POST(BodyPublishers.ofString("a-token-of-some-length"))
              .build();

      assertThat(client().send(login, BodyHandlers.ofString()).headers().firstValue("Set-Cookie"))
          .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure"));
    }
  }

  @Test
  void shouldNameTheKeystoreThatItCannotOpen() {
    assertThatThrownBy(() -> secured("wrong").close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("--tls-keystore " + keystore())
        .hasMessageContaining("--tls-password-file");
  }

  @Test
  void shouldNameTheKeystoreThatIsMissing() {
    assertThatThrownBy(
            () -> new TestServer(directory.resolve("data"), "--tls-keystore", "nowhere.p12"))
        .isInstanceOf(ServerException.class)
        .hasMessage("--tls-keystore nowhere.p12 cannot be read");
  }

  private TestServer secured(String password, String... more) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), password);
    String[] args = new String[more.length + 4];
    args[0] = "--tls-keystore";
    args[1] = keystore().toString();
    args[2] = "--tls-password-file";
    args[3] = file.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return new TestServer(directory.resolve("data"), args);
  }

  private static Path keystore() {
    return keys.resolve("keys.p12");
  }

  /** A client that trusts the server's certificate, and no other. */
  private static HttpClient client() throws Exception {
    SSLContext tls = Certificates.client(keystore(), PASSWORD);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static WebSocket.Listener first(CompletableFuture<String> answer) {
    return new WebSocket.Listener() {
      @Override
      public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        answer.complete(data.toString());
        return null;
      }
    };
  }
}
