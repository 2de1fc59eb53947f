package dev.reflow.tracing.sink.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that knows {@code CONNECT} alone, or refuses it. */
final class HttpProxy implements AutoCloseable {

  private final ServerSocket server;
  private final String answer;
  private final List<String> targets = new CopyOnWriteArrayList<>();

  /** {@code status} is what it answers: 200 to go on. */
  HttpProxy(int status) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    String length = status == 200 ? "" : "Content-Length: 0\r\n";
    answer = "HTTP/1.1 " + status + " as told\r\n" + length + "\r\n";
    daemon(this::accept);
  }

  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved("localhost", server.getLocalPort());
  }

  /** What it was asked to connect to. */
  List<String> targets() {
    return targets;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String target = head.split(" ", 3)[1];
      targets.add(target);
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      if (answer.contains(" 200 ")) {
        int colon = target.lastIndexOf(':');
        int port = Integer.parseInt(target.substring(colon + 1));
        try (Socket behind = new Socket(target.substring(0, colon), port)) {
          daemon(() -> copy(behind, client));
          client.getInputStream().transferTo(behind.getOutputStream());
        }
      }
    } catch (IOException e) {
      // Either side hung up.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side hung up.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no whole request");
      }
      head.append((char) one);
    }
    return head.toString();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
