package dev.reflow.tracing.sink.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection, plain or by TLS, direct or through an HTTP proxy. One thread reads while another
 * writes. Any thread may close it, which ends what the others wait for; an interrupt of one that
 * waits closes it, too.
 *
 * <p>TLS trusts what the JVM trusts at the time, not what the application has set as its default.
 */
public final class Wire implements AutoCloseable {

  private static final int OK = 200;
  private static final int LEAST_CONNECT_MS = 1_000;

  private final String host;
  private final int port;
  private final boolean isTls;
  private final @Nullable InetSocketAddress proxy;
  private volatile boolean isClosed;
  private volatile @Nullable SocketChannel channel;
  private @Nullable Socket socket;
  private @Nullable WireInput input;
  private @Nullable OutputStream output;

  /**
   * A wire to {@code host}, as an address names it (IPv6 in brackets), that has touched nothing.
   */
  public Wire(String host, int port, boolean isTls, @Nullable InetSocketAddress proxy) {
    this.host = host;
    this.port = port;
    this.isTls = isTls;
    this.proxy = proxy;
  }

  /**
   * Connects: to each address of the host, until one takes it. Looking a name up takes as long as
   * it takes, so that no thread should call this that must not wait.
   *
   * @param timeout longest wait for all of the addresses together
   */
  public void connect(Duration timeout) throws IOException {
    Socket plain =
        proxy == null
            ? connect(host, port, timeout)
            : connect(proxy.getHostString(), proxy.getPort(), timeout);
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    if (proxy != null) {
      tunnel(plain);
    }
    Socket used = isTls ? secured(plain) : plain;
    socket = used;
    input = new WireInput(used.getInputStream());
    output = used.getOutputStream();
  }

  private Socket connect(String name, int at, Duration timeout) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(name);
    int most = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()) / addresses.length;
    IOException problem = null;
    for (InetAddress address : addresses) {
      SocketChannel opened = open();
      try {
        opened
            .socket()
            .connect(new InetSocketAddress(address, at), Math.max(most, LEAST_CONNECT_MS));
        return opened.socket();
      } catch (IOException e) {
        opened.close();
        if (problem == null) {
          problem = e;
        } else {
          problem.addSuppressed(e);
        }
      }
    }
    throw problem == null ? new IOException("no address") : problem;
  }

  private SocketChannel open() throws IOException {
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    if (isClosed) {
      opened.close();
      throw new AsynchronousCloseException();
    }
    return opened;
  }

  private void tunnel(Socket plain) throws IOException {
    String target = host + ":" + port;
    String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
    plain.getOutputStream().write(HttpHead.bytes(request));
    // Nothing can be read ahead here: the other side waits for us to speak first.
    HttpHead answer = HttpHead.read(new WireInput(plain.getInputStream()));
    if (answer.status() != OK) {
      throw new TunnelException(answer.status());
    }
  }

  private Socket secured(Socket plain) throws IOException {
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    String peer = isBracketed ? host.substring(1, host.length() - 1) : host;
    SSLSocket secured =
        (SSLSocket) trustOfTheJvm().getSocketFactory().createSocket(plain, peer, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Not the default context, which the application may have replaced. */
  private static SSLContext trustOfTheJvm() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this JVM has no TLS: " + e.getMessage(), e);
    }
  }

  /** How long a read waits before {@link WireInput.Watch} is told; for ever unless set. */
  public void lookEvery(Duration time) throws IOException {
    connected(socket).setSoTimeout((int) Math.max(1, time.toMillis()));
  }

  /** What comes; after {@link #connect}. */
  public WireInput input() throws IOException {
    return connected(input);
  }

  /** Where to write; after {@link #connect}. */
  public OutputStream output() throws IOException {
    return connected(output);
  }

  private static <T> T connected(@Nullable T part) throws IOException {
    if (part == null) {
      throw new IOException("not connected");
    }
    return part;
  }

  /**
   * Whether nothing has come since all that was asked for: what comes unasked is the other side's
   * goodbye. For a wire that nobody reads from or writes to meanwhile.
   */
  public boolean isQuiet() {
    SocketChannel opened = channel;
    WireInput ahead = input;
    if (opened == null || ahead == null || isClosed || ahead.hasMore()) {
      return false;
    }
    try {
      opened.configureBlocking(false);
      try {
        return opened.read(ByteBuffer.allocate(1)) == 0;
      } finally {
        opened.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Hangs up at once: TLS's own goodbye might wait. */
  @Override
  public void close() {
    isClosed = true;
    SocketChannel opened = channel;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }
}
