package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypePatternTest {

  private record Type(String name, List<String> supertypeNames, List<String> annotationNames)
      implements TypeFacts {

    static Type named(String name, String... supertypes) {
      return new Type(name, List.of(supertypes), List.of());
    }
  }

  /** Looking anything up but the name is what a test forbids. */
  private static final class NameOnly implements TypeFacts {
    @Override
    public String name() {
      return "com.acme.Orders";
    }

    @Override
    public Iterable<String> supertypeNames() {
      throw new AssertionError("supertypes looked up");
    }

    @Override
    public Iterable<String> annotationNames() {
      throw new AssertionError("annotations looked up");
    }
  }

  private static boolean matches(String pattern, TypeFacts type) throws InvalidRuleException {
    return PatternParser.types(pattern).matches(type);
  }

  @Test
  void shouldMatchAnExactName() throws InvalidRuleException {
    assertThat(matches("com.acme.Orders", Type.named("com.acme.Orders"))).isTrue();
    assertThat(matches("com.acme.Orders", Type.named("com.acme.Orders2"))).isFalse();
    assertThat(matches("Orders", Type.named("com.acme.Orders"))).isFalse();
  }

  @Test
  void shouldMatchANestedNameInBothSpellings() throws InvalidRuleException {
    Type inner = Type.named("com.acme.Outer$Inner");

    assertThat(matches("com.acme.Outer$Inner", inner)).isTrue();
    assertThat(matches("com.acme.Outer.Inner", inner)).isTrue();
    assertThat(matches("com.acme.Outer.*", inner)).isTrue();
    assertThat(matches("com.acme.Outer", inner)).isFalse();
  }

  @Test
  void shouldMatchGlobsBySegment() throws InvalidRuleException {
    assertThat(matches("com.*.Order*", Type.named("com.acme.OrderBook"))).isTrue();
    assertThat(matches("com.*", Type.named("com.acme.OrderBook"))).isFalse();
    assertThat(matches("com.**", Type.named("com.acme.OrderBook"))).isTrue();
    assertThat(matches("com.**.*Book", Type.named("com.acme.x.OrderBook"))).isTrue();
  }

  @Test
  void shouldMatchTheConventionsForConnectors() throws InvalidRuleException {
    String convention = "**Connector, subtype-of:**Connector";

    assertThat(matches(convention, Type.named("Connector"))).isTrue();
    assertThat(matches(convention, Type.named("com.acme.SyncConnector"))).isTrue();
    assertThat(matches(convention, Type.named("com.acme.Net$Connector"))).isTrue();
    assertThat(matches(convention, Type.named("com.acme.Net$1", "com.acme.Connector"))).isTrue();
    assertThat(matches(convention, Type.named("com.acme.Connectors"))).isFalse();
    assertThat(matches(convention, Type.named("com.acme.Disconnector"))).isFalse();
  }

  @Test
  void shouldMatchSubtypesAndTheTypeItself() throws InvalidRuleException {
    assertThat(matches("subtype-of:a.Channel", Type.named("b.C", "x.Y", "a.Channel"))).isTrue();
    assertThat(matches("subtype-of:a.Channel", Type.named("a.Channel"))).isTrue();
    assertThat(matches("subtype-of:a.Out.Channel", Type.named("b.C", "a.Out$Channel"))).isTrue();
    assertThat(matches("subtype-of:a.Channel", Type.named("b.C", "a.Channels"))).isFalse();
  }

  @Test
  void shouldMatchByAnnotation() throws InvalidRuleException {
    Type annotated = new Type("b.C", List.of(), List.of("a.Traced"));

    assertThat(matches("annotated-with:a.Traced", annotated)).isTrue();
    assertThat(matches("annotated-with:a.Other", annotated)).isFalse();
    assertThat(matches("x.Y, annotated-with:a.*", annotated)).isTrue();
  }

  @Test
  void shouldDecideByNameWithoutLookingAnythingUpWhereItCan() throws InvalidRuleException {
    assertThat(matches("com.acme.Orders, subtype-of:a.B", new NameOnly())).isTrue();
    assertThat(matches("com.acme.Other", new NameOnly())).isFalse();
  }

  @Test
  void shouldSayByNameAloneWhetherMoreNeedsToBeKnown() throws InvalidRuleException {
    TypePattern byName = PatternParser.types("com.acme.*");
    TypePattern bySupertype = PatternParser.types("com.acme.*, subtype-of:a.B");

    assertThat(byName.mayMatchName("com.acme.Orders")).isTrue();
    assertThat(byName.mayMatchName("org.Other")).isFalse();
    assertThat(bySupertype.mayMatchName("org.Other")).isTrue();
    assertThat(bySupertype.matchesName("org.Other")).isFalse();
  }
}
