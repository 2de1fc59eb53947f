package com.acme;

/** Takes ten orders for two regions, and bills them. */
public final class OrdersMain {

  private static final int ORDERS = 10;

  private OrdersMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    QueuedChannel orders = new QueuedChannel(new Shop("web_shop"));
    QueuedChannel bills = new QueuedChannel(new Shop("billing"));
    OrderWorker worker = new OrderWorker(bills, "desk");
    for (int i = 0; i < ORDERS; i++) {
      String region = i % 2 == 0 ? "north" : "south";
      orders.publish(new Order("order_" + i, region, new Order.Route("worker_" + region)));
    }
    orders.publish("ten orders");
    for (int i = 0; i < ORDERS; i++) {
      worker.handle(orders.queue.take());
    }
    System.out.println(bills.queue.size() + " bills");
  }
}
