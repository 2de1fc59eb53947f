package dev.reflow.tracing.rule;

import static dev.reflow.tracing.rule.RuleSources.connector;
import static dev.reflow.tracing.rule.RuleSources.lines;
import static dev.reflow.tracing.rule.RuleSources.load;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

  private static final String BARE =
      """
      reflow.connector.orders.type = com.acme.Orders
      reflow.connector.orders.method = publish
      """;

  @TempDir private Path directory;

  @Test
  void shouldReadTheExampleOfTheSpecification() {
    Rules rules =
        load(
            directory,
            """
            reflow.connector.orders.type        = subtype-of:com.acme.OrderChannel
            reflow.connector.orders.method      = publish(com.acme.Order)
            reflow.connector.orders.message     = arg0
            reflow.connector.orders.from-actor  = this.owner.name
            reflow.connector.orders.from-port   = "orders"
            reflow.connector.orders.to-actor    = arg0.route().target()
            reflow.connector.orders.to-port     = "in"
            reflow.connector.orders.message-id  = arg0.orderNumber
            reflow.connector.orders.queue-depth = this.queue.size()
            reflow.connector.orders.carrier     = arg0
            reflow.connector.orders.attribute.region = arg0.region
            reflow.receiver.orders.type         = com.acme.OrderWorker
            reflow.receiver.orders.method       = handle
            reflow.receiver.orders.message      = arg0
            """);

    assertThat(lines(rules)).isEmpty();
    ConnectorRule rule = rules.connectors().get(0);
    assertThat(rule.name()).isEqualTo("orders");
    assertThat(rule.builtIn()).isFalse();
    assertThat(rule.framework()).isFalse();
    assertThat(rule.origin()).hasToString("reflow-agent.properties:1");
    assertThat(rule.type()).hasToString("subtype-of:com.acme.OrderChannel");
    assertThat(rule.methods())
        .containsExactly(new MethodPattern("publish", List.of("com.acme.Order")));
    assertThat(rule.fromActor()).hasToString("this.owner.name");
    assertThat(rule.toActor()).hasToString("arg0.route().target()");
    assertThat(rule.messageId()).hasToString("arg0.orderNumber");
    assertThat(rule.queueDepth()).hasToString("this.queue.size()");
    assertThat(rule.carrier()).hasToString("arg0");
    assertThat(rule.protocol()).isEqualTo("memory_channel");
    assertThat(rule.endpointsVary()).isTrue();
    assertThat(rule.attributes()).containsOnlyKeys("region");
    assertThat(rules.receivers().get(0).methods())
        .containsExactly(new MethodPattern("handle", null));
  }

  @Test
  void shouldTakeFromTheConventionsWhatAUserLeavesOut() {
    ConnectorRule rule = connector(directory, BARE);

    assertThat(rule.message()).hasToString("arg0");
    assertThat(rule.fromActor().source()).startsWith("this.fromActor() | this.fromActor");
    assertThat(rule.toPort().source()).startsWith("this.toPort()");
    assertThat(rule.messageId().source()).startsWith("message.messageId()");
    assertThat(rule.queueDepth().source()).startsWith("this.queueDepth()");
    assertThat(rule.carrier()).isEqualTo(Expression.NONE);
    assertThat(rule.exceptType()).isNull();
    assertThat(rule.ignoreMessage()).isNull();
    assertThat(rule.endpointsVary()).isFalse();
  }

  @Test
  void shouldTakeFromTheConventionsWhatAUsersReceiverLeavesOut() {
    Rules rules =
        load(directory, "reflow.receiver.o.type = com.acme.W\nreflow.receiver.o.method = on, at");

    ReceiverRule rule = rules.receivers().get(0);
    assertThat(rule.message()).hasToString("arg0");
    assertThat(rule.actor().source()).startsWith("this.actorId()");
    assertThat(rule.exceptType()).isNull();
    assertThat(rule.methods()).extracting(MethodPattern::name).containsExactly("on", "at");
  }

  @Test
  void shouldPutTheUsersRulesFirstThenFrameworksThenConventions() {
    Rules rules = load(directory, BARE + BARE.replace("orders", "more"));

    assertThat(rules.connectors())
        .extracting(ConnectorRule::name)
        .containsExactly(
            "orders",
            "more",
            "pekko",
            "pekko-ask",
            "pekko-timer",
            "pekko-dead-letters",
            "akka",
            "akka-ask",
            "akka-timer",
            "akka-dead-letters",
            "conventions");
  }

  @Test
  void shouldLetEndpointsVaryWhenTheUserSaysSo() {
    assertThat(connector(directory, BARE + "reflow.connector.orders.endpoints-vary = true\n"))
        .matches(ConnectorRule::endpointsVary);
    assertThat(
            connector(
                directory,
                BARE
                    + "reflow.connector.orders.to-actor = arg1\n"
                    + "reflow.connector.orders.endpoints-vary = false\n"))
        .matches(rule -> !rule.endpointsVary());
  }

  @Test
  void shouldReadEveryOtherKey() {
    ConnectorRule rule =
        connector(
            directory,
            BARE
                + """
                reflow.connector.orders.except-type = **.Fake*
                reflow.connector.orders.protocol = bus
                reflow.connector.orders.unwrap = com.acme.Box.content, com.acme.Bag.item()
                reflow.connector.orders.ignore-message = subtype-of:com.acme.Ping
                reflow.connector.orders.ignore-actor = /system/**, log
                reflow.connector.orders.collapse = $*, session-*
                reflow.connector.orders.rename./deadLetters = external
                reflow.connector.orders.size = arg0.bytes
                """);

    assertThat(rule.exceptType()).hasToString("**.Fake*");
    assertThat(rule.protocol()).isEqualTo("bus");
    assertThat(rule.unwrap())
        .containsExactly(
            new Unwrap("com.acme.Box", new Step("content", false)),
            new Unwrap("com.acme.Bag", new Step("item", true)));
    assertThat(rule.ignoreMessage()).hasToString("subtype-of:com.acme.Ping");
    assertThat(rule.ignoreActors()).containsExactly("/system/**", "log");
    assertThat(rule.collapse()).containsExactly("$*", "session-*");
    assertThat(rule.renames()).isEqualTo(Map.of("/deadLetters", "external"));
    assertThat(rule.size()).hasToString("arg0.bytes");
  }

  @Test
  void shouldReportEveryBadLineOfARuleAndLeaveTheRuleOut() {
    Rules rules =
        load(
            directory,
            """
            reflow.connector.orders.type = com.acme.Orders
            reflow.connector.orders.method = publish(
            reflow.connector.orders.to-actor = arg0.route(
            reflow.connector.orders.endpoints-vary = yes
            reflow.connector.orders.protocol =
            """);

    assertThat(lines(rules))
        .containsExactly(
            "reflow-agent.properties:2: reflow.connector.orders.method: \"publish(\" has a \"(\""
                + " that is not closed, expected publish()",
            "reflow-agent.properties:3: reflow.connector.orders.to-actor: \"arg0.route(\" has a"
                + " \"(\" that is not closed, expected arg0.route()",
            "reflow-agent.properties:4: reflow.connector.orders.endpoints-vary: \"yes\" is not true"
                + " or false",
            "reflow-agent.properties:5: reflow.connector.orders.protocol: \"\" is empty");
    assertThat(rules.problems()).allMatch(problem -> problem.isError());
    assertThat(rules.connectors()).extracting(ConnectorRule::name).doesNotContain("orders");
  }

  @Test
  void shouldReportARuleWithoutTypeOrMethod() {
    Rules rules =
        load(
            directory,
            """
            reflow.connector.a.method = send
            reflow.receiver.b.type = com.acme.B
            """);

    assertThat(lines(rules))
        .containsExactly(
            "reflow-agent.properties:1: reflow.connector.a.type: is missing; a rule needs it",
            "reflow-agent.properties:2: reflow.receiver.b.method: is missing; a rule needs it");
  }

  @Test
  void shouldSwitchShippedRulesOffByName() {
    Rules rules = load(directory, BARE + "reflow.connectors.disabled = pekko, conventions");

    assertThat(rules.connectors())
        .extracting(ConnectorRule::name)
        .containsExactly("orders", "akka", "akka-ask", "akka-timer", "akka-dead-letters");
    assertThat(rules.receivers())
        .extracting(ReceiverRule::name)
        .containsExactly("akka", "akka-stash");
    assertThat(rules.carriers()).extracting(CarrierRule::name).containsExactly("akka");
    assertThat(rules.connectors().get(0).message()).hasToString("arg0");
  }

  @Test
  void shouldReportAShippedRuleThatDoesNotExist() {
    Rules rules = load(directory, "reflow.connectors.disabled = peko");

    assertThat(lines(rules))
        .containsExactly(
            "reflow-agent.properties:1: reflow.connectors.disabled: \"peko\" is not one of pekko,"
                + " akka, conventions, did you mean pekko?");
    assertThat(rules.problems().get(0).isError()).isTrue();
  }

  @Test
  void shouldLetAUserChangeAShippedRuleKeyByKey() {
    Rules rules =
        load(
            directory,
            """
            reflow.connector.pekko.collapse = session-*
            reflow.connector.conventions.method = sendMessage, post
            """);

    assertThat(lines(rules)).isEmpty();
    ConnectorRule pekko = rules.connectors().get(0);
    assertThat(pekko.collapse()).containsExactly("session-*");
    assertThat(pekko.framework()).isTrue();
    assertThat(pekko.origin()).hasToString("pekko.properties:4");
    ConnectorRule conventions = rules.connectors().get(8);
    assertThat(conventions.methods())
        .extracting(MethodPattern::name)
        .containsExactly("sendMessage", "post");
  }

  @Test
  void shouldTakeForAMessageOnlyWhatAdviceCanPass() {
    assertThat(connector(directory, BARE + "reflow.connector.orders.message = return.body\n"))
        .matches(rule -> rule.message().toString().equals("return.body"));

    Rules rules =
        load(
            directory,
            BARE
                + """
                reflow.connector.orders.message = this.last | arg1
                reflow.receiver.orders.type = com.acme.Worker
                reflow.receiver.orders.method = handle
                reflow.receiver.orders.message = arg0.body
                """);

    assertThat(lines(rules))
        .containsExactly(
            "reflow-agent.properties:3: reflow.connector.orders.message: \"this.last | arg1\" is no"
                + " message, expected argN or return and steps from it, such as arg0.body()",
            "reflow-agent.properties:6: reflow.receiver.orders.message: \"arg0.body\" is not an"
                + " argument of the method, expected argN");
  }

  @Test
  void shouldMatchOnlyMethodsThatHaveTheArgumentTheMessageIsReadFrom() {
    ConnectorRule rule =
        connector(directory, BARE + "reflow.connector.orders.message = arg1.body()\n");

    assertThat(rule.matchesMethod("publish", List.of("int"))).isFalse();
    assertThat(rule.matchesMethod("publish", List.of("int", "int"))).isTrue();
    assertThat(rule.matchesMethod("publishAll", List.of("int", "int"))).isFalse();
  }
}
