package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, and who does not. */
class SafetyTest {

  private static final String TOKEN = "s3cret-t0ken";

  @TempDir private Path directory;

  private Path tokenFile() throws Exception {
    return Files.writeString(directory.resolve("token"), TOKEN + "\n");
  }

  private TestServer guarded() throws Exception {
    return new TestServer(directory.resolve("data"), "--token-file", tokenFile().toString());
  }

  /** The first line of what comes back; the JDK's client lets no test set these headers. */
  private static String status(TestServer server, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(10_000);
      StringBuilder line = new StringBuilder();
      for (int c = socket.getInputStream().read();
          c >= 0 && c != '\r';
          c = socket.getInputStream().read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  private static String upgrade(String host, String origin, String more) {
    return "GET /ws HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")
        + more
        + "\r\n";
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:1,, 101",
    "localhost:1, http://localhost:1, 101",
    "localhost:1, http://evil.example, 403",
    "localhost:1, http://localhost:2, 403",
    "localhost:1, null, 403",
    "evil.example, http://evil.example, 403",
    "evil.example,, 403",
  })
  void shouldLetInOnlyItsOwnPages(String host, String origin, int expected) throws Exception {
    try (TestServer server = new TestServer(directory.resolve("data"))) {
      String sent = origin == null ? "" : origin;
      assertThat(status(server, upgrade(host, sent, ""))).startsWith("HTTP/1.1 " + expected);
      try (RawSocket socket = RawSocket.connected(server.port())) {
        assertThat(socket.get("/metrics"))
            .contains("connections_refused_total " + (expected == 403 ? 1 : 0) + "\n");
      }
    }
  }

  @Test
  void shouldAskForTheTokenWhereThereIsOne() throws Exception {
    try (TestServer server = guarded()) {
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/events").statusCode()).isEqualTo(401);
      assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(status(server, upgrade("localhost:1", "", ""))).startsWith("HTTP/1.1 401");
      String bearer = "Authorization: Bearer " + TOKEN + "\r\n";
      assertThat(status(server, upgrade("localhost:1", "", bearer))).startsWith("HTTP/1.1 101");
      String wrong = "Authorization: Bearer wrong\r\n";
      assertThat(status(server, upgrade("localhost:1", "", wrong))).startsWith("HTTP/1.1 401");
      for (String path : new String[] {"/", "/index.html", "/api/login"}) {
        String elsewhere = upgrade("localhost:1", "", wrong).replace("/ws", path);
        assertThat(status(server, elsewhere)).as(path).startsWith("HTTP/1.1 401");
      }
      var known = server.request("/api/events").header("Authorization", "Bearer " + TOKEN);
      assertThat(server.send(known.build()).statusCode()).isEqualTo(200);
      assertThat(server.log()).doesNotContain(TOKEN);
    }
  }

  @Test
  void shouldGiveACookieForTheToken() throws Exception {
    try (TestServer server = guarded()) {
      assertThat(server.post("/api/login", "wrong").statusCode()).isEqualTo(401);
      var answer = server.post("/api/login", TOKEN);
      assertThat(answer.statusCode()).isEqualTo(204);
      String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
      var known = server.request("/api/events").header("Cookie", cookie.split(";", 2)[0]);
      assertThat(server.send(known.build()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host 0.0.0.0|2|--token-file is needed",
        "--host 0.0.0.0 --token-file TOKEN|2|--tls-keystore, or --insecure",
        "--token-file nowhere|2|--token-file nowhere cannot be read",
        "--port 70000|2|whole number from 0 to 65535",
        "--port many|2|'--port'",
        "--max-connections 0|2|whole number from 1",
        "--retain soon|2|is not a time such as",
        "--prot 1|2|unknown argument --prot",
        "--store oracle:x|2|duckdb:DIRECTORY or postgres://",
        "--store duckdb:TOKEN|3|duckdb:",
        "--store postgres://nobody:s3cret@localhost:1/x|3|postgresql:",
      })
  void shouldSayInOneLineWhatIsWrong(String arguments, int status, String text) throws Exception {
    String token = tokenFile().toString();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.execute(
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments.replace("TOKEN", token).split(" "));
    assertThat(exit).isEqualTo(status);
    String line = err.toString(StandardCharsets.UTF_8);
    assertThat(line).startsWith("reflow-server: ").contains(text).doesNotContain("s3cret");
    assertThat(line.lines()).hasSize(1);
  }

  @Test
  void shouldRefuseAStoreThatIsOpenElsewhere() throws Exception {
    Path data = directory.resolve("data");
    try (TestServer first = new TestServer(data)) {
      assertThat(first.port()).isPositive();
      assertThatThrownBy(() -> new TestServer("--port", String.valueOf(first.port())))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("is taken by another process");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/../pom.xml",
    "/webjars/../../META-INF/MANIFEST.MF",
    "/%2e%2e/secret.txt",
    "/webjars/..%2fx.js",
    "/simplelogger.properties",
    "//etc/passwd.txt",
    "/.hidden.js"
  })
  void shouldServeNoOtherFiles(String path) throws Exception {
    try (TestServer server = new TestServer(directory.resolve("data"))) {
      String line = status(server, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(line).matches("HTTP/1.1 (400|403|404).*");
    }
  }

  @Test
  void shouldHoldAThousandIdleConnections() throws Exception {
    try (TestServer server = new TestServer(directory.resolve("data"))) {
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 1_000; i++) {
          sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        }
        try (TestClient client = server.connect()) {
          assertThat(client.ask(WireEvents.record(WireEvents.flow(1))))
              .isEqualTo(WireEvents.RECORDED);
        }
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }
}
