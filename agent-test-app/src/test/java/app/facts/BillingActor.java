package app.facts;

import dev.reflow.tracing.api.CauseScope;
import dev.reflow.tracing.api.DataFlow;
import java.util.Map;

/** Handles orders, and says more of them than an agent could see. */
public final class BillingActor {

  final String name = "billing";

  @SuppressWarnings("try") // a scope is there to be closed
  public void receive(Order order) throws InterruptedException {
    String current = DataFlow.current();
    System.out.println("handling " + order.messageId() + " known " + (current != null));
    String recorded =
        DataFlow.record(null, "post", "ledger", null, order.messageId(), Map.of("tries", 2));
    System.out.println("recorded " + (recorded != null));
    Thread other =
        new Thread(
            DataFlow.wrap(
                () -> DataFlow.record("mailer", null, "customer", null, "mail", Map.of())));
    other.start();
    other.join();
    try (CauseScope scope = DataFlow.causedBy(recorded)) {
      DataFlow.record("auditor", null, "archive", null, "entry", Map.of());
    }
  }
}
