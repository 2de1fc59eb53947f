package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShorteningTest {

  @Test
  void shouldLeaveATextThatFits() {
    assertThat(Shortening.middle("reader.out", 10)).isEqualTo("reader.out");
    assertThat(Shortening.end("reader.out", 10)).isEqualTo("reader.out");
  }

  @Test
  void shouldKeepBothEndsOfALongName() {
    assertThat(Shortening.middle("user/sensors/reader-17.out", 15)).isEqualTo("user/se…-17.out");
  }

  @Test
  void shouldNeverBeLongerThanAsked() {
    for (int width = 0; width < 30; width++) {
      assertThat(Shortening.middle("user/sensors/reader-17.out", width))
          .hasSizeLessThanOrEqualTo(width);
      assertThat(Shortening.end("user/sensors/reader-17.out", width))
          .hasSizeLessThanOrEqualTo(width);
    }
  }

  @Test
  void shouldNotCutACharacterInTwo() {
    String faces = "😀😀😀😀😀";
    for (int width = 1; width < faces.length(); width++) {
      String cut = Shortening.middle(faces, width) + Shortening.end(faces, width);
      assertThat(cut.codePoints().filter(point -> point >= 0xD800 && point < 0xE000)).isEmpty();
    }
  }

  @Test
  void shouldShowWhatWouldMoveTheCursorAsDots() {
    assertThat(Shortening.printable("a\u001b[31mb\r\nc\u202ed")).isEqualTo("a·[31mb··c·d");
    assertThat(Shortening.printable("größe→😀")).isEqualTo("größe→😀");
  }
}
