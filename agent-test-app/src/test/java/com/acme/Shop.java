package com.acme;

/** Who sells. */
final class Shop {

  final String name;

  Shop(String name) {
    this.name = name;
  }
}
