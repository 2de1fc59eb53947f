package dev.reflow.tracing.server.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the order of their requests, whenever each is ready. Any thread; {@code outlet} is
 * called by one at a time.
 */
final class Replies {

  private final Consumer<String> outlet;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Slot> slots = new ArrayDeque<>();
  private boolean isFlushing;

  Replies(Consumer<String> outlet) {
    this.outlet = outlet;
  }

  /** The place of one answer. */
  final class Slot {
    private @Nullable String answer;
    private @Nullable Runnable afterwards;

    /** Gives the answer, once. */
    void complete(String text) {
      complete(text, null);
    }

    /**
     * Gives the answer, once.
     *
     * @param then called when it was sent
     */
    void complete(String text, @Nullable Runnable then) {
      lock.lock();
      try {
        answer = text;
        afterwards = then;
      } finally {
        lock.unlock();
      }
      flush();
    }
  }

  /** A place behind all others. */
  Slot next() {
    Slot slot = new Slot();
    lock.lock();
    try {
      slots.add(slot);
    } finally {
      lock.unlock();
    }
    return slot;
  }

  /** Requests whose answers are not sent. */
  int waiting() {
    lock.lock();
    try {
      return slots.size();
    } finally {
      lock.unlock();
    }
  }

  private void flush() {
    while (true) {
      Slot head;
      lock.lock();
      try {
        head = slots.peek();
        if (isFlushing || head == null || head.answer == null) {
          return;
        }
        isFlushing = true;
        slots.remove();
      } finally {
        lock.unlock();
      }
      send(head);
    }
  }

  private void send(Slot slot) {
    try {
      String answer = slot.answer;
      if (answer != null) {
        outlet.accept(answer);
      }
      if (slot.afterwards != null) {
        slot.afterwards.run();
      }
    } finally {
      lock.lock();
      try {
        isFlushing = false;
      } finally {
        lock.unlock();
      }
    }
  }
}
