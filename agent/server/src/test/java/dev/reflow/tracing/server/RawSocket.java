package dev.reflow.tracing.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever bytes it wants to. One thread. */
final class RawSocket implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final Socket socket;

  private RawSocket(Socket socket) {
    this.socket = socket;
  }

  static RawSocket connected(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    return new RawSocket(socket);
  }

  /** An idle WebSocket. */
  static RawSocket upgraded(int port, String path) throws IOException {
    RawSocket made = connected(port);
    made.write(upgrade(path).getBytes(StandardCharsets.US_ASCII));
    String status = made.line();
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new IOException(status);
    }
    while (!made.line().isEmpty()) {
      // The headers.
    }
    return made;
  }

  /** The request for a WebSocket. */
  static String upgrade(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a text frame of less than 126 bytes and returns the answer, which is as short. */
  String ask(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[bytes.length + 6];
    frame[0] = (byte) 0x81;
    // Masked, with zeros.
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    write(frame);
    int kind = read();
    byte[] answer = socket.getInputStream().readNBytes(read());
    return kind == 0x81 ? new String(answer, StandardCharsets.UTF_8) : "a frame of kind " + kind;
  }

  /** All of the answer, and the end: a server that stops waits for connections that are kept. */
  String get(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** The next line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c >= 0 && c != '\n'; c = read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
