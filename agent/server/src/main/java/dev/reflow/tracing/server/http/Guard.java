package dev.reflow.tracing.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Who may use the server. Immutable; any thread. */
final class Guard {

  static final String COOKIE = "reflow_token";

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final byte @Nullable [] token;

  /**
   * A guard.
   *
   * @param token null for a server that only this machine reaches
   */
  Guard(@Nullable String token) {
    this.token = token == null ? null : digest(token);
  }

  boolean hasToken() {
    return token != null;
  }

  /** Whether the request brings the token, in its header or its cookie. */
  boolean isKnown(Request request) {
    if (token == null) {
      return true;
    }
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header != null && header.startsWith(BEARER)) {
      return isToken(header.substring(BEARER.length()).strip());
    }
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(COOKIE)) {
        return isToken(cookie.getValue());
      }
    }
    return false;
  }

  /** Takes the same time whatever is wrong with it. */
  boolean isToken(String text) {
    return token == null || MessageDigest.isEqual(token, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether the page that sent the request, if one did, is this server's own. A server without a
   * token also asks by which name it was reached: a foreign page may have had its own name point to
   * this machine.
   */
  boolean isOwnPage(Request request) {
    HttpField host = request.getHeaders().getField(HttpHeader.HOST);
    if (token == null && !LOOPBACK.contains(Request.getServerName(request))) {
      return false;
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return origin == null || (host != null && isOf(origin, host.getValue()));
  }

  private static boolean isOf(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
