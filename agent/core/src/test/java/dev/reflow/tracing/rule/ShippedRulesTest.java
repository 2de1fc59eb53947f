package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.SettingsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {

  private final Rules rules =
      Rules.load(
          SettingsLoader.load(null, new Properties(), Map.of(), Path.of("/nowhere")).settings());

  private ConnectorRule connector(String name) {
    return rules.connectors().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ReceiverRule receiver(String name) {
    return rules.receivers().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldLoadEveryShippedRuleWithoutAProblem() {
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.connectors())
        .extracting(ConnectorRule::name)
        .containsExactly(
            "pekko",
            "pekko-ask",
            "pekko-timer",
            "pekko-dead-letters",
            "akka",
            "akka-ask",
            "akka-timer",
            "akka-dead-letters",
            "conventions");
    assertThat(rules.receivers())
        .extracting(ReceiverRule::name)
        .containsExactly("pekko", "pekko-stash", "akka", "akka-stash", "conventions");
    assertThat(rules.carriers()).extracting(CarrierRule::name).containsExactly("pekko", "akka");
    assertThat(rules.connectors()).allMatch(ConnectorRule::builtIn);
  }

  @Test
  void shouldTellFrameworksFromConventions() {
    assertThat(connector("pekko").framework()).isTrue();
    assertThat(receiver("akka").framework()).isTrue();
    assertThat(connector("conventions").framework()).isFalse();
    assertThat(receiver("conventions").framework()).isFalse();
  }

  @Test
  void shouldTraceEverySendMessageWithAnArgumentAndNoOther() {
    ConnectorRule rule = connector("conventions");

    assertThat(rule.matchesMethod("sendMessage", List.of("int"))).isTrue();
    assertThat(rule.matchesMethod("sendMessage", List.of("a.B", "long", "int[]"))).isTrue();
    assertThat(rule.matchesMethod("sendMessage", List.of())).isFalse();
    assertThat(rule.matchesMethod("send", List.of("int"))).isFalse();
    assertThat(rule.endpointsVary()).isFalse();
  }

  @Test
  void shouldHandleByConventionWhateverAnActorReceives() {
    ReceiverRule rule = receiver("conventions");

    for (String method : List.of("receive", "onMessage", "handleMessage", "process")) {
      assertThat(rule.matchesMethod(method, List.of("a.B"))).as(method).isTrue();
      assertThat(rule.matchesMethod(method, List.of())).as(method).isFalse();
    }
  }

  @Test
  void shouldLeaveTheActorsOfFrameworksToTheirRules() {
    assertThat(receiver("conventions").matchesType(type("a.OrderActor"))).isTrue();
    assertThat(
            receiver("conventions")
                .matchesType(type("a.OrderActor", "org.apache.pekko.actor.Actor")))
        .isFalse();
  }

  @Test
  void shouldHookEveryDispatcherOfPekko() {
    ConnectorRule rule = connector("pekko");

    assertThat(rule.matchesType(type("a.D", "org.apache.pekko.dispatch.MessageDispatcher")))
        .isTrue();
    assertThat(
            rule.matchesMethod(
                "dispatch",
                List.of("org.apache.pekko.actor.ActorCell", "org.apache.pekko.dispatch.Envelope")))
        .isTrue();
    assertThat(rule.endpointsVary()).isTrue();
  }

  @Test
  void shouldShowPekkosActorsByPathAndLeaveItsOwnOut() {
    for (ActorNames names :
        List.of(connector("pekko").actorNames(), receiver("pekko").actorNames())) {
      assertThat(names.shown("/user/pool/$b")).isEqualTo("/user/pool/$*");
      assertThat(names.shown("/system/Materializers/StreamSupervisor-0/flow-0"))
          .isEqualTo("stream");
      assertThat(names.ignores("/system/log1-Logging")).isTrue();
      assertThat(names.ignores("/system/Materializers/StreamSupervisor-0/flow-0")).isFalse();
      assertThat(names.ignores("/user/system")).isFalse();
    }
  }

  @Test
  void shouldLeaveOutWhatPekkoTellsItself() {
    TypePattern ignored = Objects.requireNonNull(connector("pekko").ignoreMessage());

    assertThat(ignored.matches(type("a.PoisonPill$", "org.apache.pekko.actor.AutoReceivedMessage")))
        .isTrue();
    assertThat(ignored.matches(type("a.Job", "java.io.Serializable"))).isFalse();
  }

  @Test
  void shouldHaveTheSameRulesForAkka() throws IOException {
    String pekko = text("pekko.properties");

    assertThat(text("akka.properties"))
        .isEqualTo(
            pekko
                .replace("org.apache.pekko.", "akka.")
                .replace("Apache Pekko", "Akka")
                .replace("or.pekko", "or.akka")
                .replace("er.pekko", "er.akka")
                .replace("pekko-timer", "akka-timer"));
  }

  private static String text(String file) throws IOException {
    try (InputStream in = Rules.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TypeFacts type(String name, String... supertypes) {
    return new TypeFacts() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Iterable<String> supertypeNames() {
        return List.of(supertypes);
      }

      @Override
      public Iterable<String> annotationNames() {
        return List.of();
      }
    };
  }
}
