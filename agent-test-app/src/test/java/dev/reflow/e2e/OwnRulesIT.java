package dev.reflow.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification's example of own rules, from a properties file in the working directory. */
final class OwnRulesIT {

  private static final String RULES =
      """
      reflow.service                      = shop
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
      """;

  @Test
  void shouldTraceWhatTheUsersOwnRulesName() throws Exception {
    AgentRun run = new AgentRun("own-rules", Jdk.running());
    Files.writeString(run.workingDirectory().resolve("reflow-agent.properties"), RULES);

    Outcome outcome = run.run("com.acme.OrdersMain");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo(String.format("web_shop: ten orders%n10 bills%n"));
    assertThat(outcome.strangeLines()).isEmpty();
    List<Flow> flows = outcome.flows();
    Map<String, Long> counts = flows.stream().collect(groupingBy(Flow::ends, counting()));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "web_shop -> worker_north", 5L,
                "web_shop -> worker_south", 5L,
                "billing -> accounts", 10L));
    checkFacts(flows);
  }

  private static void checkFacts(List<Flow> flows) {
    assertThat(flows)
        .allSatisfy(
            flow -> {
              assertThat(flow.service()).isEqualTo("shop");
              assertThat(flow.fromPort()).isEqualTo("orders");
              assertThat(flow.toPort()).isEqualTo("in");
              assertThat(flow.type()).isEqualTo("Order");
              assertThat(flow.depth()).isNotNegative();
            });
    assertThat(flows)
        .filteredOn(flow -> flow.to().equals("worker_north"))
        .extracting(Flow::messageId)
        .containsExactlyInAnyOrder("order_0", "order_2", "order_4", "order_6", "order_8");
    assertThat(flows)
        .filteredOn(flow -> flow.to().startsWith("worker_"))
        .allSatisfy(
            flow -> assertThat(flow.to()).isEqualTo("worker_" + flow.attributes().get("region")));
  }
}
