package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.reflow.tracing.sink.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends that want a token by TLS: the right one ships, and whatever is wrong is one line, an exit
 * status and no secret, from the agent and from its commands.
 */
final class TlsEndsIT {

  private static final String SECRET = "s3cret-of-some-length";
  private static final String WRONG = "wr0ng-of-some-length";
  private static final String PROGRAM = "app.delivery.TrickleMain";
  private static final int COUNT = 20;
  private static final int NOT_REACHED = 3;

  @TempDir private Path keys;
  private Path store;
  private Path trust;
  private AgentRun run;

  @BeforeEach
  void make() throws Exception {
    store = Certificates.selfSigned(keys);
    trust = Certificates.trusting(store);
    run = new AgentRun("tls-ends", Jdk.running());
    assertThat(run.run(PROGRAM, Integer.toString(COUNT), "0").status()).isZero();
    run.set("exit-timeout", "2s");
  }

  /** The same queue, by a JVM that trusts the certificate or does not. */
  private AgentRun shown(String token, String host, int port, boolean isTrusted)
      throws IOException {
    AgentRun next = new AgentRun("tls-ends", Jdk.running()).set("exit-timeout", "2s");
    if (isTrusted) {
      next.jvm("-Djavax.net.ssl.trustStore=" + trust);
    }
    String address = host + ":" + port;
    return next.set("server-url", "wss://" + address)
        .set("server-token", token)
        .set("sink.otlp.endpoint", "https://" + address)
        .set("sink.otlp.headers", "authorization=Bearer " + token);
  }

  private Outcome ship(AgentRun by, String sink) throws Exception {
    String queue = run.queueDirectory().toString();
    return checked(by.command("ship", queue, "--sink", sink, "--timeout", "1s"));
  }

  private static Outcome agent(AgentRun by, String sink) throws Exception {
    Outcome outcome = checked(by.set("sinks", sink).run(PROGRAM, "3", "0"));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    return outcome;
  }

  private static Outcome checked(Outcome outcome) {
    for (String text : new String[] {outcome.stdout(), outcome.stderr()}) {
      assertThat(text).doesNotContain(SECRET).doesNotContain(WRONG).doesNotContain("\tat ");
    }
    return outcome;
  }

  /** One line says it. */
  private static void assertSaid(String output, String text) {
    assertThat(output.lines().filter(line -> line.contains(text))).as(output).hasSize(1);
  }

  @Test
  void shouldSayWhatIsWrongWithAServersTokenOrCertificate() throws Exception {
    Path token = Files.writeString(keys.resolve("token"), SECRET);
    Path password = Files.writeString(keys.resolve("password"), Certificates.PASSWORD);
    try (ServerRun server =
        new ServerRun(
            run.directory().resolve("server"),
            Certificates.client(store, Certificates.PASSWORD),
            "--tls-keystore",
            store.toString(),
            "--tls-password-file",
            password.toString(),
            "--token-file",
            token.toString())) {
      checkAll(
          "websocket",
          server.port(),
          "refuses the token (HTTP 401); check reflow.server-token",
          "shows a certificate that this JVM does not trust; import it into a trust store",
          "shows a certificate for another host; use the host name that it names");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAReceiversHeadersOrCertificate() throws Exception {
    HttpsServer receiver = HttpsServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(Certificates.server(store)));
    receiver.createContext("/", TlsEndsIT::receive);
    receiver.start();
    try {
      checkAll(
          "otlp",
          receiver.getAddress().getPort(),
          "it lets nobody in with these headers (HTTP 401); check reflow.sink.otlp.headers",
          "its certificate is not one that this JVM trusts; import it into a trust store",
          "its certificate is for another host; use the host name that it names");
    } finally {
      receiver.stop(0);
    }
  }

  private static void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    exchange.sendResponseHeaders(("Bearer " + SECRET).equals(header) ? 200 : 401, -1);
    exchange.close();
  }

  private void checkAll(String sink, int port, String token, String certificate, String host)
      throws Exception {
    Outcome refused = ship(shown(WRONG, "localhost", port, true), sink);
    assertThat(refused.status()).isEqualTo(NOT_REACHED);
    // The log's line, and why the command gave up.
    assertThat(refused.stderr().lines()).hasSize(2).allMatch(line -> line.contains(token));
    assertSaid(agent(shown(WRONG, "localhost", port, true), sink).stderr(), token);

    AgentRun stranger = shown(SECRET, "localhost", port, false);
    assertSaid(agent(stranger, sink).stderr(), certificate);
    Outcome doctor = checked(stranger.command("doctor"));
    assertThat(doctor.status()).isNotZero();
    assertSaid(doctor.stdout(), certificate);

    // The certificate names localhost alone.
    Outcome elsewhere = ship(shown(SECRET, "127.0.0.1", port, true), sink);
    assertThat(elsewhere.status()).isEqualTo(NOT_REACHED);
    assertThat(elsewhere.stderr().lines()).hasSize(2).allMatch(line -> line.contains(host));

    Outcome right = ship(shown(SECRET, "localhost", port, true), sink);
    assertThat(right.status()).as(right.stderr()).isZero();
  }
}
