package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a user writes is a value or one clear problem. */
class AnyTextTest {

  private static final Path NOWHERE = Path.of("/nowhere");

  @Property
  void shouldGiveEachOptionAValueOrOneProblem(
      @ForAll("options") Option<?> option, @ForAll("texts") String text) {
    Properties system = new Properties();
    system.setProperty(option.key(), text);

    Loaded loaded = SettingsLoader.load(null, system, Map.of(), NOWHERE);

    List<Problem> ofFile = loaded.problems();
    assertThat(ofFile).hasSizeLessThanOrEqualTo(1);
    assertThat((Object) loaded.settings().get(option)).isNotNull();
    assertThat(ofFile).allSatisfy(problem -> assertThat(problem.toString()).isNotBlank());
  }

  @Property
  void shouldNeverThrowForAnArgument(@ForAll("texts") String text) {
    Loaded loaded = SettingsLoader.load(text, new Properties(), Map.of(), NOWHERE);

    assertThat(loaded.settings().get(Options.ENABLED)).isNotNull();
  }

  @Property
  void shouldNeverThrowForAVariable(@ForAll("names") String name, @ForAll("texts") String text) {
    Map<String, String> environment = Map.of("REFLOW_" + name, text);

    assertThat(SettingsLoader.load(null, new Properties(), environment, NOWHERE).problems())
        .hasSizeLessThanOrEqualTo(1);
  }

  @Provide
  Arbitrary<Option<?>> options() {
    return Arbitraries.of(Options.ALL);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings().withChars("0159msKiB${}:/,=\"wx. ").ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "CONNECTOR", "RECEIVER", "CARRIER", "TYPE", "ATTRIBUTE", "A", "", "RENAME")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("_", parts));
  }
}
