package com.example.load;

/** Says when its {@code main} began, milliseconds since the epoch. */
public final class HelloWorld {

  private HelloWorld() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("mainMs=" + System.currentTimeMillis());
  }
}
