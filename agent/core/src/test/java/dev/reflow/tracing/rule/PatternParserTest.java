package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternParserTest {

  @Test
  void shouldReadMethodsWithAndWithoutParameters() throws InvalidRuleException {
    assertThat(PatternParser.methods("send, publish(com.acme.Order, int[]) , close()"))
        .containsExactly(
            new MethodPattern("send", null),
            new MethodPattern("publish", List.of("com.acme.Order", "int[]")),
            new MethodPattern("close", List.of()));
  }

  @Test
  void shouldReadVariableParametersAsAnArray() throws InvalidRuleException {
    assertThat(PatternParser.methods("send(String..., long [ ] [])"))
        .containsExactly(new MethodPattern("send", List.of("String[]", "long[][]")));
  }

  @Test
  void shouldMatchParametersWithOrWithoutTheirPackage() throws InvalidRuleException {
    MethodPattern pattern = PatternParser.methods("send(Order, com.acme.Outer.Inner)").get(0);

    assertThat(pattern.matches("send", List.of("com.acme.Order", "com.acme.Outer$Inner"))).isTrue();
    assertThat(pattern.matches("send", List.of("Order", "com.acme.Outer$Inner"))).isTrue();
    assertThat(pattern.matches("send", List.of("com.acme.MyOrder", "com.acme.Outer$Inner")))
        .isFalse();
    assertThat(pattern.matches("send", List.of("com.acme.Order"))).isFalse();
    assertThat(pattern.matches("sent", List.of("com.acme.Order", "com.acme.Outer$Inner")))
        .isFalse();
  }

  @Test
  void shouldMatchAnyParametersWhenNoneAreNamed() throws InvalidRuleException {
    MethodPattern pattern = PatternParser.methods("send").get(0);

    assertThat(pattern.matches("send", List.of())).isTrue();
    assertThat(pattern.matches("send", List.of("int", "int"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "publish(~has a \"(\" that is not closed, expected publish()",
        "1send~is not a method, expected name or name(parameter types)",
        "<init>~is not a method, expected name or name(parameter types)",
        "send*~is not a method, expected name or name(parameter types)",
        "send, ~has nothing between two commas",
        "``~is empty",
        "send(List<String>)~has \"List<String>\", which is no parameter type; write the class"
            + " without <...>",
        "send(a b)~has \"a b\", which is no parameter type, such as com.acme.Order"
      })
  void shouldSayWhatIsWrongWithAMethod(String text, String expected) {
    assertThatThrownBy(() -> PatternParser.methods(text))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessage("\"" + text + "\" " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "sub-type-of:a.B~has sub-type-of:, did you mean subtype-of?",
        "kind:a.B~has kind:, expected a class, a glob with * or **, subtype-of:NAME or"
            + " annotated-with:NAME",
        "subtype-of:~has \"\", which is no class name, expected a class, a glob with * or **,"
            + " subtype-of:NAME or annotated-with:NAME",
        "a b~has \"a b\", which is no class name, expected a class, a glob with * or **,"
            + " subtype-of:NAME or annotated-with:NAME",
        "a.B,,c.D~has nothing between two commas",
        "``~is empty"
      })
  void shouldSayWhatIsWrongWithAType(String text, String expected) {
    assertThatThrownBy(() -> PatternParser.types(text))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessage("\"" + text + "\" " + expected);
  }

  @Test
  void shouldRefuseToUnwrapWithoutAStep() {
    assertThatThrownBy(() -> PatternParser.unwraps("Envelope"))
        .hasMessage("\"Envelope\" is not a class and a step, expected com.acme.Envelope.message()");
  }

  @Property(tries = 3000)
  void shouldGiveAValueOrOneProblemForAnyText(
      @ForAll("texts") String text, @ForAll("readers") RuleValue<?> reader) {
    try {
      assertThat((Object) reader.parse(text)).isNotNull();
    } catch (InvalidRuleException e) {
      assertThat(e.getMessage()).startsWith("\"" + text).doesNotContain("null");
    }
  }

  @Provide
  Arbitrary<RuleValue<?>> readers() {
    return Arbitraries.of(
        RuleValue.TYPES,
        RuleValue.METHODS,
        RuleValue.UNWRAPS,
        RuleValue.GLOBS,
        RuleValue.MESSAGE,
        RuleValue.ARGUMENT,
        RuleValue.TEXT,
        RuleValue.BOOL);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nearlyRight =
        Arbitraries.of("subtype-of:", "a.B", "*", "(", ")", ".", ",", "$", "send", " ", "[]", "...")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(nearlyRight, Arbitraries.strings().ofMaxLength(20));
  }
}
