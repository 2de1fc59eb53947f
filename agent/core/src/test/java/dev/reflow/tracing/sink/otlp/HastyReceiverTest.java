package dev.reflow.tracing.sink.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.wire.HttpAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A receiver that refuses a request by its head, and hangs up while the rest is on its way. */
class HastyReceiverTest {

  private static final String REFUSAL =
      "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** More than both ends' kernels keep. */
  private static final int MUCH = 16 << 20;

  @Test
  void shouldHearWhyARequestIsRefusedThatCannotBeSentWhole() throws Exception {
    ProtoBuffer much = new ProtoBuffer();
    much.put(new byte[MUCH]);
    Duration timeout = Duration.ofSeconds(20);
    OtlpDiagnosis diagnosis = new OtlpDiagnosis("x", List.of());
    try (ServerSocket server = new ServerSocket();
        RequestBody body = new RequestBody(false);
        Receiver receiver = new Receiver(new RequestHead(Map.of(), false), timeout, diagnosis)) {
      server.setReceiveBufferSize(4096);
      server.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
      Thread refusing = new Thread(() -> refuse(server), "test-refusing");
      refusing.start();
      URI to = URI.create("http://localhost:" + server.getLocalPort() + "/v1/traces");
      HttpAnswer answer = receiver.post(to, body.fill(new ProtoBuffer(), much));
      assertThat(answer.status()).isEqualTo(413);
      refusing.join();
    }
  }

  private static void refuse(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
