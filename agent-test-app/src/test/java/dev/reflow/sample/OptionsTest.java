package dev.reflow.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

  @Test
  void shouldReadForTenSecondsWhenNothingIsAsked() throws Exception {
    Options options = Options.parse();
    assertThat(options.duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.ratePerSecond()).isEqualTo(100);
    assertThat(options.truth()).isNull();
    assertThat(options.help()).isFalse();
  }

  @Test
  void shouldTakeEveryOption() throws Exception {
    Options options =
        Options.parse(
            "--rate",
            "0.5",
            "--duration",
            "2m",
            "--seed",
            "-7",
            "--truth",
            "t.jsonl",
            "--causes",
            "c");
    assertThat(options)
        .isEqualTo(
            new Options(0.5, Duration.ofMinutes(2), -7, Path.of("t.jsonl"), Path.of("c"), false));
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "3s,3000", "3,3000", "1m,60000", "0,0"})
  void shouldReadTimesInUsualUnits(String text, long expectedMs) throws Exception {
    assertThat(Options.parse("--duration", text).duration()).hasMillis(expectedMs);
  }

  @Test
  void shouldExplainItselfWhateverElseIsAsked() throws Exception {
    assertThat(Options.parse("--rate", "5", "--help").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--rate,fast,--rate: \"fast\" is not a number above 0",
    "--rate,0,--rate: \"0\" is not a number above 0",
    "--rate,NaN,--rate: \"NaN\" is not a number above 0",
    "--duration,soon,'--duration: \"soon\" is not a time like 500ms, 10s, 2m'",
    "--duration,-1s,'--duration: \"-1s\" is not a time like 500ms, 10s, 2m'",
    "--seed,1.5,--seed: \"1.5\" is not a whole number",
    "--speed,5,'unknown option --speed, see --help'",
    "rate,5,'unknown option rate, see --help'",
    "-,5,'unknown option -, see --help'",
    "'',5,'unknown option , see --help'"
  })
  void shouldSayInOneLineWhatIsWrong(String name, String value, String line) {
    assertThatThrownBy(() -> Options.parse(name, value))
        .isInstanceOf(Options.BadOptionException.class)
        .hasMessage(line);
  }

  @Test
  void shouldAskForAMissingValue() {
    assertThatThrownBy(() -> Options.parse("--rate"))
        .hasMessage("--rate needs a value, see --help");
  }
}
