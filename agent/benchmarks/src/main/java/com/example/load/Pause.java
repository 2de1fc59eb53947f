package com.example.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass. */
final class Pause {

  private static final int START_MS = Integer.getInteger("load.pause-ms", 4000);

  private Pause() {}

  /** After a first send: whatever an agent starts with it has started then. */
  static void forStart() {
    ofMillis(START_MS);
  }

  static void ofMillis(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
