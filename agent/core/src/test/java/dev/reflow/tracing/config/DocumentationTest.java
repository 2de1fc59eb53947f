package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path DOCS = Path.of("..", "..", "docs"); // from the module, where tests run

  @Test
  void shouldHaveAConfigurationPageThatSaysWhatTheCodeDoes() throws IOException {
    assertThat(Files.readString(DOCS.resolve("configuration.md")))
        .as("docs/configuration.md is stale; write it anew by: %s", Documentation.COMMAND)
        .isEqualTo(ConfigurationPage.text());
  }

  @Test
  void shouldHaveATableOfRuleKeysThatSaysWhatTheCodeDoes() throws IOException {
    String page = Files.readString(DOCS.resolve("rules.md"));

    assertThat(page)
        .as("docs/rules.md is stale; write it anew by: %s", Documentation.COMMAND)
        .isEqualTo(RuleKeyTable.replacedIn(page, RuleKeys.ALL));
  }

  @Test
  void shouldHaveATableOfSamplingKeysThatSaysWhatTheCodeDoes() throws IOException {
    String page = Files.readString(DOCS.resolve("sampling.md"));

    assertThat(page)
        .as("docs/sampling.md is stale; write it anew by: %s", Documentation.COMMAND)
        .isEqualTo(RuleKeyTable.replacedIn(page, RuleKeys.OF_SAMPLING));
  }

  @Test
  void shouldDescribeEveryOptionOnce() {
    assertThat(Options.ALL).extracting(Option::key).doesNotHaveDuplicates();
    assertThat(Options.ALL)
        .allSatisfy(
            option -> {
              assertThat(option.key()).matches("reflow(\\.[a-z]+(-[a-z]+)*)+");
              assertThat(option.description()).endsWith(".");
              assertThat(option.allowed()).isNotBlank();
            });
  }

  @Test
  void shouldDescribeEveryKeyOfARuleOnce() {
    assertThat(RuleKeys.ALL).extracting(RuleKey::name).doesNotHaveDuplicates();
    assertThat(RuleKeys.ALL).allSatisfy(key -> assertThat(key.description()).endsWith("."));
  }
}
