package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.NotHttpException;
import dev.reflow.tracing.sink.wire.TunnelException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection did not come about, and what to do. Stateless; any thread. */
final class Diagnosis {

  private static final int MAX_CAUSES = 10;

  private Diagnosis() {}

  /**
   * The failure to open a connection to {@code target}, as one line.
   *
   * @param proxy what it was to go through, or null
   */
  static SinkException of(Throwable problem, String target, @Nullable InetSocketAddress proxy) {
    return proxy == null ? of(problem, target) : ofProxy(problem, target, proxy);
  }

  /** A proxy hides what is wrong behind it, so that both are to be looked at. */
  private static SinkException ofProxy(Throwable problem, String target, InetSocketAddress proxy) {
    SinkException direct = of(problem, target);
    String line =
        "%s (through the proxy %s:%d, see reflow.server-proxy)"
            .formatted(direct.text(), proxy.getHostString(), proxy.getPort());
    return new SinkException(direct.kind(), line, problem);
  }

  private static SinkException of(Throwable problem, String target) {
    Throwable cause = problem;
    String line = null;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      String found = line(cause, target);
      line = found == null ? line : found;
      // What a time-out comes from says less than that it is one.
      cause = isTimeout(cause) ? null : cause.getCause();
    }
    return SinkException.retry(line == null ? target + ": " + problem : line, problem);
  }

  private static @Nullable String line(Throwable cause, String target) {
    if (cause instanceof Handshake.RefusedException refused) {
      return handshake(refused.status(), target);
    }
    if (cause instanceof NotHttpException) {
      String tls = target.startsWith("ws:") ? ", and whether it wants wss://" : "";
      return target + ": " + cause.getMessage() + "; check reflow.server-url" + tls;
    }
    if (cause instanceof UnknownHostException) {
      return target + ": no such host; check reflow.server-url";
    }
    if (cause instanceof SSLException) {
      return tls(message(cause), target);
    }
    if (isTimeout(cause)) {
      String tls = target.startsWith("wss:") ? ", whether it speaks TLS" : "";
      return target + " does not answer; check reflow.server-url" + tls + " and firewalls";
    }
    if (cause instanceof TunnelException refused) {
      return target + " is not let through (HTTP " + refused.status() + ")";
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return target + " cannot be reached; start the server or set reflow.server-url";
    }
    return null;
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException || cause instanceof SocketTimeoutException;
  }

  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }

  private static String handshake(int status, String target) {
    return switch (status) {
      case 401, 403 ->
          target + " refuses the token (HTTP " + status + "); check reflow.server-token";
      default ->
          target + " speaks no WebSocket there (HTTP " + status + "); check reflow.server-url";
    };
  }

  private static String tls(String message, String target) {
    if (message.contains("PKIX") || message.contains("trustAnchors")) {
      return target
          + " shows a certificate that this JVM does not trust; import it into a trust store and"
          + " name that with -Djavax.net.ssl.trustStore";
    }
    if (message.contains("subject alternative") || message.contains("No name matching")) {
      return target + " shows a certificate for another host; use the host name that it names";
    }
    if (message.contains("Unsupported or unrecognized") || message.contains("plaintext")) {
      return target + " speaks no TLS; use ws:// in reflow.server-url";
    }
    return target + ": the TLS handshake failed (" + message + ")";
  }
}
