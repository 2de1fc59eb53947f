package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.OwnHttpClient;
import dev.reflow.tracing.sink.SinkException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/** The HTTP client that opens connections, and the proxy that it goes through. */
final class Client {

  private final OwnHttpClient own;
  private final @Nullable InetSocketAddress proxy;

  private Client(OwnHttpClient own, @Nullable InetSocketAddress proxy) {
    this.own = own;
    this.proxy = proxy;
  }

  /** A client that goes through {@code proxy}, or directly where that is null. */
  static Client create(@Nullable InetSocketAddress proxy) throws SinkException {
    ProxySelector way = proxy == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(proxy);
    OwnHttpClient own =
        OwnHttpClient.create("websocket", Integer.MAX_VALUE, builder -> builder.proxy(way));
    return new Client(own, proxy);
  }

  HttpClient http() {
    return own.http();
  }

  /** What it goes through; null where it goes directly. */
  @Nullable InetSocketAddress proxy() {
    return proxy;
  }

  /** Ends the client's threads. */
  void dispose() {
    own.close();
  }
}
