package app.facts;

import java.util.concurrent.LinkedBlockingQueue;

/** From the shop to billing. */
public final class OrdersConnector {

  final String fromActor = "shop";
  final String toActor = "billing";
  final LinkedBlockingQueue<Order> queue = new LinkedBlockingQueue<>();

  public void sendMessage(Order order) {
    queue.add(order);
  }
}
