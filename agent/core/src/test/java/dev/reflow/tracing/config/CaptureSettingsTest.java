package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSettingsTest {

  @TempDir Path directory;

  private Loaded load(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return SettingsLoader.load(null, properties, Map.of(), directory);
  }

  @Test
  void shouldTakeNothingOfMessagesUnlessAskedTo() {
    Settings settings = load().settings();

    assertThat(settings.get(Options.EVENTS)).containsExactly(EventType.DATA_FLOW);
    assertThat(settings.get(Options.CAPTURE_CONTENT)).isFalse();
    assertThat(settings.get(Options.CAPTURE_CHECKSUM)).isFalse();
    assertThat(settings.get(Options.CAPTURE_CONTENT_MAX_BYTES)).isEqualTo(4_096);
    assertThat(settings.get(Options.CAPTURE_CONTENT_TYPES)).isEmpty();
    assertThat(settings.get(Options.CAPTURE_CONTENT_REDACT)).containsExactly("password", "*.ssn");
  }

  @Test
  void shouldTakeARedactionUnderEitherOfItsNames() {
    Loaded loaded =
        load("reflow.capture.redact", "pin,/card/number", "reflow.capture.max-bytes", "1KiB");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().get(Options.CAPTURE_CONTENT_REDACT))
        .containsExactly("pin", "/card/number");
    assertThat(loaded.settings().get(Options.CAPTURE_CONTENT_MAX_BYTES)).isEqualTo(1_024);
    assertThat(load("reflow.capture.content.redact", "").settings())
        .satisfies(it -> assertThat(it.get(Options.CAPTURE_CONTENT_REDACT)).isEmpty());
  }

  @Test
  void shouldKnowTheEventsThatThereAre() {
    assertThat(
            load("reflow.events", "data-flow, Message-Sent,message-received")
                .settings()
                .get(Options.EVENTS))
        .containsExactlyInAnyOrder(EventType.values());
    assertThat(load("reflow.events", "message-sent").problems())
        .singleElement()
        .asString()
        .contains("reflow.events: \"message-sent\" is not a list of data-flow, which is always");
  }
}
