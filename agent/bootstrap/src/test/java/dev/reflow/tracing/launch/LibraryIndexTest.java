package dev.reflow.tracing.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LibraryIndexTest {

  private static final LibraryIndex INDEX =
      parse(
          """
           a/Parent
           a/Child
          \treflow/lib/top/
          b/\treflow/lib/one/
          META-INF/services/\treflow/lib/one/\treflow/lib/two/
          """);

  private static LibraryIndex parse(String text) {
    return LibraryIndex.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldKeepTheOrderOfBootClasses() {
    assertThat(INDEX.bootClasses()).containsExactly("a/Parent", "a/Child");
  }

  @Test
  void shouldKnowEveryLibraryWithADirectory() {
    assertThat(INDEX.roots("b/")).containsExactly("reflow/lib/one/");
    assertThat(INDEX.roots("META-INF/services/"))
        .containsExactly("reflow/lib/one/", "reflow/lib/two/");
  }

  @Test
  void shouldKnowTheTopmostDirectory() {
    assertThat(INDEX.roots("")).containsExactly("reflow/lib/top/");
  }

  @Test
  void shouldFindNothingWhereNoLibraryIs() {
    assertThat(INDEX.roots("java/util/")).isEmpty();
    assertThat(parse("").bootClasses()).isEmpty();
  }
}
