package com.acme;

/** Takes orders; the rule names this type and means its subtypes. */
interface OrderChannel {

  void publish(Order order) throws InterruptedException;
}
