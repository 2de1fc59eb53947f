package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.wire.HttpHead;
import dev.reflow.tracing.sink.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a connection begins: RFC 6455, 4.1. Immutable; any thread. */
final class Handshake {

  /** What RFC 6455 has both sides put behind the key. */
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** The server does not switch to a WebSocket. */
  static final class RefusedException extends IOException {
    private final int status;

    RefusedException(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final URI server;
  private final boolean isTls;
  private final String protocol;
  private final @Nullable String token;

  /**
   * {@code server}: {@code ws} or {@code wss} with a host.
   *
   * @param protocol the sub-protocol that is offered
   * @throws IllegalArgumentException for any other address
   */
  Handshake(URI server, String protocol, @Nullable String token) {
    this.isTls = "wss".equalsIgnoreCase(server.getScheme());
    boolean isPlain = "ws".equalsIgnoreCase(server.getScheme());
    if (!(isTls || isPlain) || server.getHost() == null) {
      throw new IllegalArgumentException("no address of a WebSocket server");
    }
    this.server = URI.create(server.toASCIIString());
    this.protocol = protocol;
    this.token = token;
  }

  /** A wire to the server that is not connected. */
  Wire wire(@Nullable InetSocketAddress proxy) {
    int usual = isTls ? HTTPS_PORT : HTTP_PORT;
    int port = server.getPort() < 0 ? usual : server.getPort();
    return new Wire(server.getHost(), port, isTls, proxy);
  }

  /** Asks over {@code wire}; whether the server has selected the sub-protocol. */
  boolean shake(Wire wire) throws IOException {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String key = Base64.getEncoder().encodeToString(random);
    wire.output().write(HttpHead.bytes(request(key)));
    HttpHead answer = HttpHead.read(wire.input());
    String selected = answer.field("sec-websocket-protocol");
    boolean isRight =
        answer.status() == SWITCHING_PROTOCOLS
            && answer.lists("upgrade", "websocket")
            && answer.lists("connection", "upgrade")
            && answer.field("sec-websocket-accept").equals(accepted(key))
            && answer.field("sec-websocket-extensions").isEmpty()
            && (selected.isEmpty() || selected.equals(protocol));
    if (!isRight) {
      throw new RefusedException(answer.status());
    }
    return selected.equals(protocol);
  }

  private String request(String key) {
    String path = server.getRawPath() == null ? "" : server.getRawPath();
    String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    return String.join(
        "\r\n",
        "GET " + (path.isEmpty() ? "/" : path) + query + " HTTP/1.1",
        "Host: " + server.getHost() + port,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: " + protocol,
        "User-Agent: reflow-agent" + (token == null ? "" : "\r\nAuthorization: Bearer " + token),
        "",
        "");
  }

  private static String accepted(String key) throws IOException {
    try {
      byte[] text = (key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IOException("this JVM has no SHA-1", e);
    }
  }
}
