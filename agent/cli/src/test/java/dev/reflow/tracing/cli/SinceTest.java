package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SinceTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "500ms, 2026-01-31T11:59:59.500Z",
    "30s, 2026-01-31T11:59:30Z",
    "5m, 2026-01-31T11:55:00Z",
    "2h, 2026-01-31T10:00:00Z",
    "1d, 2026-01-30T12:00:00Z",
    "12:30, 2026-01-31T11:30:00Z",
    "12:30:15.5, 2026-01-31T11:30:15.500Z",
    "2026-01-30, 2026-01-29T23:00:00Z",
    "2026-01-30T12:30, 2026-01-30T11:30:00Z",
    "2026-01-30 12:30, 2026-01-30T11:30:00Z",
    "2026-01-30T12:30:00Z, 2026-01-30T12:30:00Z",
    "2026-01-30T12:30:00.000000001+02:00, 2026-01-30T10:30:00.000000001Z",
  })
  void shouldTakeSpansAndTimes(String text, Instant instant) {
    long ns = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();

    assertThat(new Since.Converter().convert(text).epochNs(CLOCK)).isEqualTo(ns);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "5", "5 m", "-5m", "25:00", "2026-13-01", "99999-01-01", "m"})
  void shouldSayWhatATimeLooksLike(String text) {
    assertThatThrownBy(() -> new Since.Converter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a time such as 30s, 5m");
  }
}
