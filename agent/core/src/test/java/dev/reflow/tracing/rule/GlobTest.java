package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "a.b,a.b,true",
    "a.b,axb,false",
    "a.*,a.b,true",
    "a.*,a.b.c,false",
    "a.*,a.,true",
    "a.**,a.b.c,true",
    "**.c,a.b.c,true",
    "**c,c,true",
    "*c,a.c,false",
    "*c,abc,true",
    "**b**,abc,true",
    "**,anything at all,true",
    "a*c,abc,true",
    "a*c,a.c,false",
    "$*,$a,true"
  })
  void shouldMatchNamesOfTypes(String glob, String name, boolean expected) {
    assertThat(Glob.ofType(glob).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/user/*,/user/a.b,true",
    "/user/*,/user/a/b,false",
    "/user/**,/user/a/b,true",
    "**/x-*/**,/a/x-1/b,true"
  })
  void shouldMatchNamesOfActors(String glob, String name, boolean expected) {
    assertThat(Glob.ofActor(glob).matches(name)).isEqualTo(expected);
  }

  @Property
  void shouldMatchEachNameByItself(
      @ForAll @Chars({'a', '.', '$', '[', '\\', 'E', '(', '\n'}) @StringLength(max = 12)
          String name) {
    assertThat(Glob.ofType(name).matches(name)).isTrue();
    assertThat(Glob.ofType("**" + name).matches("x." + name)).isTrue();
    assertThat(Glob.ofType(name + "*").matches(name + "x")).isTrue();
  }
}
