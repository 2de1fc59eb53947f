package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many answers have come on one connection, and what went wrong first. The client's threads
 * report, the shipper's thread waits.
 */
final class Answers {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long answered;
  private @Nullable SinkException failure;

  /** The server has answered the next request. */
  void answered(Answer answer) {
    if (!answer.isAnswer()) {
      return;
    }
    lock.lock();
    try {
      SinkException problem = answer.failure();
      if (problem == null) {
        answered++;
        changed.signalAll();
      } else {
        keep(problem);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be answered. */
  void failed(SinkException problem) {
    lock.lock();
    try {
      keep(problem);
    } finally {
      lock.unlock();
    }
  }

  private void keep(SinkException problem) {
    if (failure == null) {
      failure = problem;
      changed.signalAll();
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

  /** How many requests are answered. */
  long count() {
    lock.lock();
    try {
      return answered;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until more than {@code known} requests are answered.
   *
   * @return how many are; {@code known} when none was within {@code timeoutNs}
   */
  long awaitMore(long known, long timeoutNs) throws SinkException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long leftNs = timeoutNs;
      while (answered <= known && failure == null && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
      }
      if (answered <= known) {
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
