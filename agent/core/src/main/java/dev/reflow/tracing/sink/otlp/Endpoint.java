package dev.reflow.tracing.sink.otlp;

import java.net.URI;
import java.util.Locale;

/** What the user says where to post to. Stateless; any thread. */
final class Endpoint {

  private static final String TRACES = "/v1/traces";

  private Endpoint() {}

  /** The base of all addresses, without user and password; its scheme in lower case. */
  static String text(URI endpoint) {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
    String base = scheme + "://" + endpoint.getHost() + port + path;
    String whole = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return whole.endsWith(TRACES) ? whole.substring(0, whole.length() - TRACES.length()) : whole;
  }
}
