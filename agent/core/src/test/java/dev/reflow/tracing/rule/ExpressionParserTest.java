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

class ExpressionParserTest {

  private static Path only(String text) throws InvalidRuleException {
    Expression expression = ExpressionParser.parse(text);
    assertThat(expression.alternatives()).hasSize(1);
    return expression.alternatives().get(0);
  }

  private static Path path(Root root, Step... steps) {
    return new Path(root, -1, null, List.of(steps), -1);
  }

  @Test
  void shouldReadEveryRoot() throws InvalidRuleException {
    assertThat(only("this")).isEqualTo(path(Root.THIS));
    assertThat(only("return")).isEqualTo(path(Root.RETURN));
    assertThat(only("class")).isEqualTo(path(Root.CLASS));
    assertThat(only("thread")).isEqualTo(path(Root.THREAD));
    assertThat(only("context")).isEqualTo(path(Root.CONTEXT));
    assertThat(only("message")).isEqualTo(path(Root.MESSAGE));
    assertThat(only("arg0")).isEqualTo(new Path(Root.ARGUMENT, 0, null, List.of(), -1));
    assertThat(only("arg12")).isEqualTo(new Path(Root.ARGUMENT, 12, null, List.of(), -1));
    assertThat(only("\"a. b|c()\""))
        .isEqualTo(new Path(Root.LITERAL, -1, "a. b|c()", List.of(), -1));
    assertThat(only("\"\"").literal()).isEmpty();
  }

  @Test
  void shouldTellFieldsFromMethods() throws InvalidRuleException {
    assertThat(only("this.owner.name()"))
        .isEqualTo(path(Root.THIS, new Step("owner", false), new Step("name", true)));
    assertThat(only("this.$bang().ünïcode._x1"))
        .isEqualTo(
            path(
                Root.THIS,
                new Step("$bang", true),
                new Step("ünïcode", false),
                new Step("_x1", false)));
  }

  @Test
  void shouldReadAlternativesInOrder() throws InvalidRuleException {
    Expression expression = ExpressionParser.parse("context|arg1.sender() | \"external\"");

    assertThat(expression.alternatives())
        .extracting(Path::root)
        .containsExactly(Root.CONTEXT, Root.ARGUMENT, Root.LITERAL);
    assertThat(expression).hasToString("context|arg1.sender() | \"external\"");
  }

  @Test
  void shouldCountTheStepsInsideOfOnce() throws InvalidRuleException {
    assertThat(only("once(arg1.sender()).path().name"))
        .isEqualTo(
            new Path(
                Root.ARGUMENT,
                1,
                null,
                List.of(new Step("sender", true), new Step("path", true), new Step("name", false)),
                1));
    assertThat(only("once(this)").onceSteps()).isZero();
    assertThat(only("this").onceSteps()).isEqualTo(-1);
  }

  @Test
  void shouldAllowBlanksBetweenTheParts() throws InvalidRuleException {
    assertThat(only("  once ( this . owner ) . name ( ) "))
        .isEqualTo(
            new Path(
                Root.THIS, -1, null, List.of(new Step("owner", false), new Step("name", true)), 1));
  }

  @Test
  void shouldKnowWhatVaries() throws InvalidRuleException {
    assertThat(ExpressionParser.parse("this.a | class | \"x\"").varies()).isFalse();
    for (String text : List.of("arg0", "return", "thread", "message.to", "context")) {
      assertThat(ExpressionParser.parse("this | " + text).varies()).as(text).isTrue();
    }
  }

  @Test
  void shouldKnowTheHighestArgument() throws InvalidRuleException {
    assertThat(ExpressionParser.parse("arg1 | arg3.x | this").highestArgument()).isEqualTo(3);
    assertThat(ExpressionParser.parse("this").highestArgument()).isEqualTo(-1);
    assertThat(Expression.NONE.highestArgument()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "arg0.route(~has a \"(\" that is not closed, expected arg0.route()",
        "arg0.get(\"x\")~calls a method with an argument, expected arg0.get()",
        "once(this.a~has a \"(\" that is not closed, expected once(this.a)",
        "\"orders~has a text without a closing quote",
        "\"orders\".length()~has a step after a text; only an object has steps",
        "context.name~has a step after context, which is a name; only an object has steps",
        "this.~has no name after a \".\"",
        "this..a~has no name after a \".\"",
        "this a~goes on with 'a' where \".\", \"|\" or the end must be",
        "this)~goes on with ')' where \".\", \"|\" or the end must be",
        "tis.a~begins with tis, did you mean this?",
        "mesage~begins with mesage, did you mean message?",
        "arg.x~begins with arg, did you mean arg0?",
        "this |~ends too early, expected this, argN, return, class, thread, context, message,"
            + " once(...) or a \"text\" in quotes",
        "orders~begins with orders, expected this, argN, return, class, thread, context, message,"
            + " once(...) or a \"text\" in quotes",
        "``~expected this, argN, return, class, thread, context, message, once(...) or a \"text\" in"
            + " quotes"
      })
  void shouldSayWhatIsWrongAndWhatIsAllowed(String text, String expected) {
    assertThatThrownBy(() -> ExpressionParser.parse(text))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessage("\"" + text + "\" " + expected);
  }

  @Test
  void shouldRefuseAnArgumentThatNoMethodHas() {
    assertThatThrownBy(() -> ExpressionParser.parse("arg255"))
        .isInstanceOf(InvalidRuleException.class);
    assertThatThrownBy(() -> ExpressionParser.parse("arg00"))
        .isInstanceOf(InvalidRuleException.class);
  }

  @Property(tries = 5000)
  void shouldGiveAValueOrOneProblemForAnyText(@ForAll("texts") String text) {
    try {
      assertThat(ExpressionParser.parse(text).alternatives()).isNotEmpty();
    } catch (InvalidRuleException e) {
      assertThat(e).hasMessageStartingWith("\"" + text + "\" ");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nearlyRight =
        Arbitraries.of("this", "arg0", "once", "(", ")", ".", "|", "\"", "name", " ", "context")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(nearlyRight, Arbitraries.strings().ofMaxLength(20));
  }
}
