package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static final List<String> KEYS = List.of("type", "method", "to-actor", "to-port");

  @Test
  void shouldFindAWordOneSlipAway() {
    assertThat(Spelling.nearest("tpye", KEYS)).contains("type");
    assertThat(Spelling.nearest("typ", KEYS)).contains("type");
    assertThat(Spelling.nearest("methood", KEYS)).contains("method");
    assertThat(Spelling.nearest("to-aktor", KEYS)).contains("to-actor");
  }

  @Test
  void shouldFindTheNearestOfSeveral() {
    assertThat(Spelling.nearest("to-prot", KEYS)).contains("to-port");
  }

  @Test
  void shouldFindNothingForAWordThatIsFarFromAll() {
    assertThat(Spelling.nearest("carrier", KEYS)).isEmpty();
    assertThat(Spelling.nearest("", KEYS)).isEmpty();
    assertThat(Spelling.didYouMean("carrier", KEYS)).isEmpty();
  }
}
