package dev.reflow.tracing.analysis.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path PAGE = Path.of("../../docs/predicate.md");

  @Test
  void shouldDocumentEachColumnAsItIs() throws IOException {
    assertThat(Files.readAllLines(PAGE))
        .containsSubsequence(
            Arrays.stream(Column.values())
                .map(
                    it ->
                        "| `"
                            + it.columnName()
                            + "` | "
                            + it.type().label()
                            + " | "
                            + it.meaning()
                            + " |")
                .toList());
  }
}
