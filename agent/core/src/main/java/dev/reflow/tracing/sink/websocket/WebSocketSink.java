package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a Reflow server and awaits every answer: many events in a frame where the server
 * takes that, else each as a request of its own.
 */
public final class WebSocketSink implements Sink {

  /** How long a server may stay silent. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** JSON gathered for one frame at most, about. */
  private static final int FRAME_BYTES = 256 * 1024;

  /** Beyond so many, what a commit costs is nothing beside what the events do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  /** The same where each is answered by itself, and would be sent again by itself. */
  private static final int SINGLE_EVENTS_AT_ONCE = 512;

  private final URI server;
  private final String target;
  private final Token token;
  private final FrameFormat format;
  private final @Nullable InetSocketAddress proxy;
  private final Duration timeout;
  private final JsonBuffer requests = new JsonBuffer();
  private final EventJson json = new EventJson(requests);
  private int gathered;

  private @Nullable Connection connection;

  /** Null where each request is a frame of its own. */
  private @Nullable BatchFrames batches;

  private boolean isWell;

  /**
   * A sink that has touched nothing yet.
   *
   * @param server {@code ws://} or {@code wss://}
   * @param format of frames that hold a batch; others are plain text
   * @param proxy an HTTP proxy to go through, or null
   * @param timeout longest wait for the connection, and for any sign of the server afterwards
   */
  public WebSocketSink(
      URI server,
      Token token,
      FrameFormat format,
      @Nullable InetSocketAddress proxy,
      Duration timeout) {
    this.server = server;
    this.target = target(server);
    this.token = token;
    this.format = format;
    this.proxy = proxy;
    this.timeout = timeout;
  }

  /** The address without user, password and query, which may be secrets. */
  private static String target(URI server) {
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    String path = server.getRawPath() == null ? "" : server.getRawPath();
    String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
    return scheme + "://" + server.getHost() + port + path;
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
    Connection made = Connection.open(server, target, token.read(), proxy, timeout);
    connection = made;
    if (made.takesBatches()) {
      try {
        batches = format.frames();
      } catch (LinkageError e) {
        String line = format + " cannot be loaded here (" + e + "); set reflow.compression=gzip";
        throw SinkException.fatal(line, e);
      }
    }
    isWell = true;
  }

  @Override
  public void write(EventView event) throws SinkException {
    int before = requests.size();
    boolean isBatched = batches != null;
    try {
      if (isBatched) {
        requests.put(gathered == 0 ? '[' : ',');
      }
      json.writeRecordEvent(event);
    } catch (IOException | RuntimeException e) {
      requests.cut(before);
      throw SinkException.poison("it cannot be written as JSON: " + e, e);
    }
    gathered++;
    if (!isBatched || requests.size() >= FRAME_BYTES) {
      send();
    }
  }

  @Override
  public int eventsAtOnce() {
    return batches == null ? SINGLE_EVENTS_AT_ONCE : EVENTS_AT_ONCE;
  }

  @Override
  public void commit() throws SinkException {
    send();
    Connection opened = opened();
    isWell = false;
    opened.awaitAnswers();
    isWell = true;
  }

  /** Sends what is gathered; a single request goes as any server takes it. */
  private void send() throws SinkException {
    if (gathered == 0) {
      return;
    }
    Connection opened = opened();
    BatchFrames frames = batches;
    isWell = false;
    if (frames == null || gathered == 1) {
      int start = frames == null ? 0 : 1;
      opened.sendText(requests.array(), start, requests.size() - start);
    } else {
      requests.put(']');
      frames.send(requests, opened);
    }
    isWell = true;
    forget();
  }

  private void forget() {
    requests.clear();
    gathered = 0;
  }

  private Connection opened() throws SinkException {
    Connection opened = connection;
    if (opened == null) {
      throw SinkException.retry(target + " is not connected", null);
    }
    return opened;
  }

  @Override
  public void close() {
    forget();
    Connection closing = connection;
    connection = null;
    if (closing != null) {
      closing.close(isWell);
    }
    BatchFrames frames = batches;
    batches = null;
    if (frames != null) {
      frames.close();
    }
  }
}
