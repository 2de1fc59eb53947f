package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends events to a Reflow server, each as a request of its own, and awaits every answer. */
public final class WebSocketSink implements Sink {

  /** How long a server may stay silent. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final URI server;
  private final String target;
  private final Token token;
  private final Duration timeout;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final EventJson json = new EventJson(request);

  private @Nullable Client client;
  private @Nullable Connection connection;
  private boolean isWell;

  /**
   * A sink that has touched nothing yet.
   *
   * @param server {@code ws://} or {@code wss://}
   * @param timeout longest wait for the connection, and for any sign of the server afterwards
   */
  public WebSocketSink(URI server, Token token, Duration timeout) {
    this.server = server;
    this.target = target(server);
    this.token = token;
    this.timeout = timeout;
  }

  /** The address without user, password and query, which may be secrets. */
  private static String target(URI server) {
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    String path = server.getRawPath() == null ? "" : server.getRawPath();
    return server.getScheme() + "://" + server.getHost() + port + path;
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public void open() throws SinkException {
    isWell = false;
    Client opened = client;
    if (opened == null) {
      opened = Client.create();
      client = opened;
    }
    connection = Connection.open(opened.http(), server, target, token.read(), timeout);
    isWell = true;
  }

  @Override
  public void write(EventView event) throws SinkException {
    request.reset();
    try {
      json.writeRecordEvent(event);
    } catch (IOException | RuntimeException e) {
      throw SinkException.poison("it cannot be written as JSON: " + e, e);
    }
    Connection opened = opened();
    isWell = false;
    opened.send(request.toString(StandardCharsets.UTF_8));
    isWell = true;
  }

  @Override
  public void commit() throws SinkException {
    Connection opened = opened();
    isWell = false;
    opened.awaitAnswers();
    isWell = true;
  }

  private Connection opened() throws SinkException {
    Connection opened = connection;
    if (opened == null) {
      throw SinkException.retry(target + " is not connected", null);
    }
    return opened;
  }

  /** Keeps the client where a failure is the reason, so that trying again makes no new threads. */
  @Override
  public void close() {
    Connection closing = connection;
    connection = null;
    if (closing != null) {
      closing.close(isWell);
    }
    Client idle = client;
    if (isWell && idle != null) {
      client = null;
      idle.dispose();
    }
  }
}
