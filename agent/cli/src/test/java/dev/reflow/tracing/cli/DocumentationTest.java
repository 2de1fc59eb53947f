package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationTest {

  private static final Path PAGE = Path.of("../../docs/command-line.md");
  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, +)?(--[a-z-]+)");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail", "stats", "lineage", "graph", "missing", "verify", "ship", "doctor", "attach"
      })
  void shouldDocumentEachOption(String command) throws IOException {
    Captured shell = Captured.pipe(dir);
    String page = Files.readString(PAGE);

    assertThat(shell.run(command, "--help")).isZero();
    Matcher option = OPTION.matcher(shell.out());
    while (option.find()) {
      assertThat(page).as(command).contains(option.group(1));
    }
    assertThat(page).contains("\n## " + command + "\n");
  }

  @Test
  void shouldNotDocumentWhatIsNotThere() throws IOException {
    Captured shell = Captured.pipe(dir);
    shell.run("--help");
    Matcher heading = Pattern.compile("(?m)^## ([a-z]+)$").matcher(Files.readString(PAGE));
    while (heading.find()) {
      assertThat(shell.out()).contains("  " + heading.group(1) + " ");
    }
  }
}
