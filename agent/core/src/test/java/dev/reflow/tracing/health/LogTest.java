package dev.reflow.tracing.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(written, true, StandardCharsets.UTF_8), Log.Level.WARN);

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldLeaveToAnotherThreadWhatAnApplicationsThreadHasToSay() {
    log.warnLater("one");
    log.warnLater("two");
    assertThat(text()).isEmpty();
    log.sayWaiting();
    log.sayWaiting();

    assertThat(text().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("WARN one"),
            line -> assertThat(line).endsWith("WARN two"));
  }
}
