package dev.reflow.tracing.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.server.health.Log;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EndpointTest {

  @Test
  void shouldAnswerWithTheApisErrorWhenALibraryFails() throws IOException {
    Ask ask = new Ask("GET", "", name -> null, name -> null, new ByteArrayInputStream(new byte[0]));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Faults faults =
        new Faults(new Log(new PrintStream(log, true, StandardCharsets.UTF_8), clock), clock);
    Endpoint failing =
        asked -> {
          throw new IllegalStateException("no way\nat all");
        };
    Reply reply = Endpoint.answerAnyway(failing, ask, faults);
    Endpoint.answerAnyway(failing, ask, faults);
    assertThat(reply.status()).isEqualTo(500);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error\":\"this could not be answered: java.lang.IllegalStateException: no way\"}\n");
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .as("the first of two at once")
        .singleElement()
        .asString()
        .contains("IllegalStateException at dev.reflow", "EndpointTest", ": no way");
  }
}
