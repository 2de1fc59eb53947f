package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.config.PropertiesReader.Entry;
import dev.reflow.tracing.config.PropertiesReader.MalformedException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PropertiesReaderTest {

  /** A line of nothing else is an empty key to the JDK, or not, depending on the next line. */
  private static final Pattern LONE_BACKSLASH =
      Pattern.compile("(?:^|[\\n\\r])[ \\t\\f]*\\\\[\\n\\r]");

  @Test
  void shouldKeepTheLineOfEachEntry() throws MalformedException {
    List<Entry> entries =
        PropertiesReader.read("# one\r\na=1\n\n  ! four\nb : 2\rc\n\n\\ d\\:=x\\u0041\\n");

    assertThat(entries)
        .containsExactly(
            new Entry("a", "1", 2),
            new Entry("b", "2", 5),
            new Entry("c", "", 6),
            new Entry(" d:", "xA\n", 8));
  }

  @Test
  void shouldCountContinuedLinesToTheFirst() throws MalformedException {
    assertThat(PropertiesReader.read("a = 1 \\\n    | 2 \\\n    # 3\nb = \\\\\nc = d\\"))
        .containsExactly(
            new Entry("a", "1 | 2 # 3", 1), new Entry("b", "\\", 4), new Entry("c", "d", 5));
  }

  @Test
  void shouldReadNoEntryFromABackslashAtTheVeryEnd() throws MalformedException {
    assertThat(PropertiesReader.read("\\")).isEmpty();
    assertThat(PropertiesReader.read("a=b\\")).containsExactly(new Entry("a", "b", 1));
  }

  @Test
  void shouldKeepBothOfTwoEntriesForOneKey() throws MalformedException {
    assertThat(PropertiesReader.read("a=1\na=2"))
        .containsExactly(new Entry("a", "1", 1), new Entry("a", "2", 2));
  }

  @Test
  void shouldNameTheLineOfABrokenEscape() {
    assertThatThrownBy(() -> PropertiesReader.read("a=1\nb=\\u00g1"))
        .isInstanceOfSatisfying(MalformedException.class, e -> assertThat(e.line).isEqualTo(2))
        .hasMessageContaining("\\u");
  }

  @Property(tries = 3000)
  void shouldReadTheSameAsTheJdk(@ForAll("texts") String text) throws MalformedException {
    Assume.that(!LONE_BACKSLASH.matcher(text).find());
    Map<String, String> read = new HashMap<>();
    PropertiesReader.read(text).forEach(entry -> read.put(entry.key(), entry.value()));

    assertThat(read).isEqualTo(jdk(text));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("abntu \t\f\\\n\r=:#!é")
        .ofMaxLength(30)
        .map(text -> text.replace("\\u", "\\u00E9") + "\n");
  }

  private static Map<Object, Object> jdk(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }
}
