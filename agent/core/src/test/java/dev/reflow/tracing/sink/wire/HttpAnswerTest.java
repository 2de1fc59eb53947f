package dev.reflow.tracing.sink.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static WireInput input(String text) {
    String lines = text.replace("|", "\r\n");
    return new WireInput(new ByteArrayInputStream(lines.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String body(HttpAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 4||bodyHTTP; body; false",
        "HTTP/1.1 200 OK|Content-Length: 4|Connection: Close||body; body; true",
        "HTTP/1.0 200 OK|Content-Length: 4||body; body; true",
        "HTTP/1.1 200|Transfer-Encoding: chunked||3|bod|1|y|0|More: 1||HTTP; body; false",
        "HTTP/1.1 200 OK||body; body; true",
        "HTTP/1.1 100 Go on||HTTP/1.1 200 OK|content-length:4||body; body; false",
      })
  void shouldReadABodyAsItsHeadSays(String text, String body, boolean isLast) throws IOException {
    HttpAnswer answer = HttpAnswer.read(input(text.replace("|1|y|", "|1;ext=1|y|")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo(body);
    assertThat(answer.isLast()).isEqualTo(isLast);
  }

  @Test
  void shouldReadOneAnswerBehindTheOther() throws IOException {
    String first = "HTTP/1.1 204 None|Retry-After: 7|retry-after: 8||";
    WireInput in = input(first + "HTTP/1.1 503 Away|Content-Length: 2||no");
    HttpAnswer empty = HttpAnswer.read(in);
    assertThat(empty.head().field("retry-after")).isEqualTo("7, 8");
    assertThat(empty.body()).isEmpty();
    HttpAnswer next = HttpAnswer.read(in);
    assertThat(next.status()).isEqualTo(503);
    assertThat(body(next)).isEqualTo("no");
    assertThat(in.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 70000||", "Transfer-Encoding: chunked||11170|", "Other: 1||"})
  void shouldTakeNoMoreOfAnAnswerThanItsBeginning(String head) throws IOException {
    HttpAnswer answer = HttpAnswer.read(input("HTTP/1.1 200 OK|" + head + "x".repeat(70_000)));
    assertThat(answer.body()).hasSize(64 * 1024);
    assertThat(answer.isLast()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; it hangs up before it has answered",
        "SSH-2.0-OpenSSH_9.2|; it speaks no HTTP",
        "binary; it speaks no HTTP",
        "HTTP/1.1 OK||; it speaks no HTTP",
        "HTTP/1.1 200 OK|Content-Length: -1||; its answer has no length",
        "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||; its answer has no length",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||soon|; its answer has no length",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|xx|; its answer has no length",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffffffffffff0|; its answer has no length",
      })
  void shouldSayWhatIsNoAnswer(String text, String why) {
    assertThatThrownBy(() -> HttpAnswer.read(input(text)))
        .isInstanceOf(NotHttpException.class)
        .hasMessage(why);
  }

  @Test
  void shouldNotReadAHeadWithoutEnd() {
    assertThatThrownBy(() -> HttpAnswer.read(input("HTTP/1.1 200 " + "x".repeat(20_000))))
        .hasMessage("its answer's head has no end");
    assertThatThrownBy(() -> HttpAnswer.read(input("HTTP/1.1 200|" + "a: b|".repeat(300))))
        .hasMessage("its answer's head has no end");
  }

  @Test
  void shouldSayThatABodyIsCutShort() {
    assertThatThrownBy(() -> HttpAnswer.read(input("HTTP/1.1 200 OK|Content-Length: 4||bod")))
        .isInstanceOf(EOFException.class);
  }
}
