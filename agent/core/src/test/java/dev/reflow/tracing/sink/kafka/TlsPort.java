package dev.reflow.tracing.sink.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port on every address of this machine's own that shows a certificate, and says no more. */
final class TlsPort implements AutoCloseable {

  private final SSLServerSocket server;

  TlsPort(SSLContext context) throws IOException {
    InetAddress any = InetAddress.getByName("0.0.0.0");
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, any);
    Thread thread = new Thread(this::accept, "test-tls-port");
    thread.setDaemon(true);
    thread.start();
  }

  int number() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (SSLSocket client = (SSLSocket) server.accept()) {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // The client did not like the certificate, or the port is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
