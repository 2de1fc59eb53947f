package com.acme;

/** Handles orders, and sends a bill for each. */
final class OrderWorker {

  private final QueuedChannel bills;
  private final String desk;

  OrderWorker(QueuedChannel bills, String desk) {
    this.bills = bills;
    this.desk = desk;
  }

  void handle(Order order) throws InterruptedException {
    bills.publish(new Order(order.orderNumber() + "-bill", desk, new Order.Route("accounts")));
  }
}
