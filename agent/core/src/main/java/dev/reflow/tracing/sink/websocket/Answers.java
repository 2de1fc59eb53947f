package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How much was asked and how much is answered on one connection, and what went wrong first. The
 * reading thread reports, the shipper's thread waits.
 */
final class Answers {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long asked;
  private long answered;
  private @Nullable SinkException failure;

  /** One more request is on its way; throws what went wrong, if anything did. */
  void ask() throws SinkException {
    lock.lock();
    try {
      throwFailure();
      asked++;
    } finally {
      lock.unlock();
    }
  }

  /** The server has answered so many more requests; false if there were not so many. */
  boolean answered(int more) {
    lock.lock();
    try {
      answered += more;
      if (answered >= asked) {
        changed.signalAll();
      }
      return answered <= asked;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be answered; what goes wrong after the first is a consequence. */
  void failed(SinkException problem) {
    lock.lock();
    try {
      if (failure == null) {
        failure = problem;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Throws what went wrong, if anything did. */
  void check() throws SinkException {
    lock.lock();
    try {
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is to be answered any more. */
  boolean areAll() {
    lock.lock();
    try {
      return answered >= asked;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all is answered, or {@code timeoutNs} have passed.
   *
   * @return how many requests are answered in all
   */
  long await(long timeoutNs) throws SinkException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long leftNs = timeoutNs;
      while (answered < asked && failure == null && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
      }
      if (answered < asked) {
        throwFailure();
      }
      return answered;
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() throws SinkException {
    SinkException problem = failure;
    if (problem != null) {
      // A new one, because this one was made on another thread.
      throw new SinkException(problem.kind(), problem.text(), problem);
    }
  }
}
