package dev.reflow.tracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  private static boolean hides(String rule, String path) {
    FieldPath at = new FieldPath();
    for (String name : path.split("/", -1)) {
      if (name.matches("\\d+")) {
        at.push(Integer.parseInt(name));
      } else {
        at.push(name);
      }
    }
    return new Redaction(List.of(rule)).hides(at);
  }

  @ParameterizedTest
  @CsvSource({
    "password, password",
    "password, user/password",
    "password, users/3/PassWord",
    "password, user.password",
    "PassWord, password",
    "*.ssn, ssn",
    "*.ssn, person/ssn",
    "pass*, user/passphrase",
    "*token*, accessToken",
    "card.*, card/number",
    "card.number, order/card/number",
    "card.number, cards.card.number",
    "user.name, user/0/name",
    "secret?, secret1",
    "/card/number, card/number",
    "/CARD/number, card/NUMBER",
    "/items/0/pin, items/0/pin",
    "/items/*/pin, items/12/pin",
  })
  void shouldHideWhatTheRuleNames(String rule, String path) {
    assertThat(hides(rule, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "password, passwords",
    "password, password/hint",
    "card.number, number",
    "card.number, card/holder/number",
    "/number, card/number",
    "/card/number, order/card/number",
    "/items/0/pin, items/1/pin",
    "*.ssn, ssn2",
  })
  void shouldLeaveWhatItDoesNot(String rule, String path) {
    assertThat(hides(rule, path)).isFalse();
  }

  @Test
  void shouldReadTheEscapesOfAPointer() {
    FieldPath path = new FieldPath();
    path.push("a/b");
    path.push("~");

    assertThat(new Redaction(List.of("/a~1b/~0")).hides(path)).isTrue();
  }

  @Test
  void shouldKnowInWhichTextsANameMayOccur() {
    Redaction redaction = new Redaction(List.of("*.ssn", "card.*", "/items/17/pin"));

    assertThat(redaction.mayBeIn("the SSN")).isTrue();
    assertThat(redaction.mayBeIn("my card")).isTrue();
    assertThat(redaction.mayBeIn("a pin")).isTrue();
    assertThat(redaction.mayBeIn("17 apples for 100%, size=42")).isFalse();
    assertThat(redaction.mayBeIn("C:\\users")).isTrue();
    assertThat(new Redaction(List.of("*")).mayBeIn("")).isTrue();
    assertThat(new Redaction(List.of()).mayBeIn("password")).isFalse();
  }
}
