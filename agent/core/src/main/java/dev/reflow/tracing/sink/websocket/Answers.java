package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.util.concurrent.TimeUnit;
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

  /**
   * Waits for the answer to request number {@code sent}.
   *
   * @param timeoutNs longest time without any answer
   * @return whether all came; false when the server fell silent
   */
  boolean await(long sent, long timeoutNs) throws SinkException, InterruptedException {
    lock.lock();
    try {
      while (answered < sent) {
        throwFailure();
        long before = answered;
        if (changed.awaitNanos(timeoutNs) <= 0 && answered == before && failure == null) {
          return false;
        }
      }
      throwFailure();
      return true;
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

  /** Milliseconds as whole seconds, for a line of text. */
  static String seconds(long timeoutNs) {
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(timeoutNs)) + " s";
  }
}
