package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0ns",
    "999, 999ns",
    "1000, 1.0µs",
    "1234, 1.2µs",
    "9960, 10µs",
    "12345, 12µs",
    "999499, 999µs",
    "999500, 1.0ms",
    "1234567, 1.2ms",
    "250000000, 250ms",
    "999500000, 1.0s",
    "1250000000, 1.3s",
    "59999999999, 60s",
    "123000000000, 2m03s",
    "3720000000000, 1h02m",
    "180000000000000, 2d02h",
  })
  void shouldWriteADurationWithItsUnit(long ns, String text) {
    assertThat(Figures.duration(ns)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1048575, 1.0 MiB",
    "50331648, 48 MiB",
    "9223372036854775807, 8.0 EiB",
  })
  void shouldWriteASizeWithItsUnit(long bytes, String text) {
    assertThat(Figures.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "999999999, now",
    "12000000000, 12s ago",
    "3599000000000, 59m ago",
    "7200000000000, 2h ago",
    "259200000000000, 3d ago",
  })
  void shouldSayHowLongAgo(long ns, String text) {
    assertThat(Figures.ago(ns)).isEqualTo(text);
  }

  @Test
  void shouldCountOneWithoutPlural() {
    assertThat(Figures.counted(1, "page", "pages")).isEqualTo("1 page");
    assertThat(Figures.counted(0, "page", "pages")).isEqualTo("0 pages");
    assertThat(Figures.counted(1_234_567, "page", "pages")).isEqualTo("1,234,567 pages");
  }
}
