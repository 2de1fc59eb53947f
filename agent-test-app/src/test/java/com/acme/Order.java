package com.acme;

/** What is sold. */
record Order(String orderNumber, String region, Route route) {

  /** Where it goes. */
  record Route(String target) {}
}
