package dev.reflow.tracing.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EndpointTest {

  @Test
  void shouldAnswerWithTheApisErrorWhenALibraryFails() throws IOException {
    Ask ask = new Ask("GET", "", name -> null, name -> null, new ByteArrayInputStream(new byte[0]));
    Reply reply =
        Endpoint.answerAnyway(
            asked -> {
              throw new IllegalStateException("no way\nat all");
            },
            ask);
    assertThat(reply.status()).isEqualTo(500);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error\":\"this could not be answered: java.lang.IllegalStateException: no way\"}\n");
  }
}
