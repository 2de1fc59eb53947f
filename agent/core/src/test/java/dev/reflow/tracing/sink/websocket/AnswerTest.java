package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.sink.SinkException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts as an answer, and to what. */
class AnswerTest {

  private static final byte[] RECORDED = ReflowServer.RECORDED.getBytes(StandardCharsets.UTF_8);

  private final Answers answers = new Answers();
  private final AnswerListener listener =
      new AnswerListener(
          "x", answers, new FrameWriter(OutputStream.nullOutputStream(), Duration.ofSeconds(30)));

  @Test
  void shouldNotTakeAnAnswerTooManyForThatOfALaterEvent() throws Exception {
    answers.ask();
    listener.text(RECORDED, RECORDED.length);
    listener.paused();
    answers.check();
    listener.text(RECORDED, RECORDED.length);
    listener.paused();
    assertThatThrownBy(answers::ask)
        .isInstanceOf(SinkException.class)
        .hasMessage("x answers more than it was asked");
  }

  @Test
  void shouldTakeNoTextThatIsNoUtf8() {
    byte[] text =
        "{\"EventRecorded\":{\"success\":true,\"error\":\"\u00FF\"}}"
            .getBytes(StandardCharsets.ISO_8859_1);
    Answer answer = Answer.read(text, text.length, "x");
    assertThat(answer.failure())
        .hasMessage(
            "x answers what is not Reflow's protocol (bytes that are no UTF-8); check"
                + " reflow.server-url");
  }
}
