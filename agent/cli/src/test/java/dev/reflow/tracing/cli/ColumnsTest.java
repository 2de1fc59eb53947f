package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void shouldWidenAndNeverNarrow() {
    Columns columns = new Columns(Columns.UNLIMITED, 4, 4);
    columns.fit(List.of("abc", "abcdef"));
    columns.fit(List.of("abcd", "a"));

    assertThat(columns.widths()).containsExactly(4, 6);
  }

  @Test
  void shouldNotShowAColumnThatNeverHadAText() {
    Columns columns = new Columns(20, 4, 4, 4);
    columns.fit(List.of("abc", "", "abc"));

    assertThat(columns.widths()).containsExactly(3, 0, 3);
  }

  @Test
  void shouldNarrowTheWidestToKeepTheRoom() {
    Columns columns = new Columns(20, 4, 4, Columns.WHOLE);
    columns.fit(List.of("a".repeat(30), "b".repeat(8), "12345"));

    assertThat(columns.widths()).containsExactly(5, 6, 5);
  }

  @Test
  void shouldKeepEachColumnsLeastWidthWhereTheRoomIsTooSmall() {
    Columns columns = new Columns(5, 4, 4);
    columns.fit(List.of("abcdef", "abcdef"));

    assertThat(columns.widths()).containsExactly(4, 4);
  }

  @Test
  void shouldCutOnlyWhereTheRoomIsLimited() {
    Columns cutting = new Columns(20, 4);
    Columns whole = new Columns(Columns.UNLIMITED, 4);

    assertThat(cutting.fitted("abcdefgh", 5, false)).isEqualTo("ab…gh");
    assertThat(whole.fitted("abcdefgh", 5, false)).isEqualTo("abcdefgh");
    assertThat(whole.fitted("12", 5, true)).isEqualTo("   12");
  }

  @Test
  void shouldNotLetOneLongTextWidenEveryLineOfAPipe() {
    Columns columns = new Columns(Columns.UNLIMITED, 4);
    columns.fit(List.of("a".repeat(500)));

    assertThat(columns.widths()[0]).isLessThan(100);
  }
}
