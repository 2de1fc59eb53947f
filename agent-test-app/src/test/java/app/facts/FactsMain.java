package app.facts;

import dev.reflow.tracing.api.DataFlow;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends three orders, of which one is dropped; with an argument, after an agent was attached. */
public final class FactsMain {

  private FactsMain() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      awaitAgent();
    }
    OrdersConnector connector = new OrdersConnector();
    BillingActor billing = new BillingActor();
    for (int i = 1; i <= 3; i++) {
      DataFlow.attribute("number", i);
      connector.sendMessage(
          new Order("o-" + i, new Order.Card("4711-secret", "Ann"), "hunter2", "fragile"));
    }
    for (Order order = connector.queue.poll(); order != null; order = connector.queue.poll()) {
      if (!order.messageId().equals("o-2")) {
        billing.receive(order);
      }
    }
    System.out.println("done");
  }

  /** The API is loaded, and in use, before the agent is. */
  private static void awaitAgent() {
    System.out.println("ready");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (DataFlow.record("a", null, "b", null, "m", Map.of()) == null
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
