package dev.reflow.tracing.content;

import dev.reflow.tracing.health.Log;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of each class of messages; lives with the class. Any thread. */
final class MessageClasses extends ClassValue<MessageClass> {

  /** Lines about classes; what comes after is not told. */
  private static final int MAX_LINES = 100;

  private final ContentPolicy policy;
  private final Log log;
  private final AtomicInteger lines = new AtomicInteger();

  MessageClasses(ContentPolicy policy, Log log) {
    this.policy = policy;
    this.log = log;
  }

  @Override
  protected MessageClass computeValue(Class<?> type) {
    return new MessageClass(type.getTypeName(), policy.wantsContentOf(type));
  }

  /** The content of a message of {@code type} was not captured, for this reason. */
  void tell(MessageClass type, String why) {
    if (type.tellOnce()) {
      warn("content of a " + type.name() + " is not captured: " + why);
    }
  }

  void failed(MessageClass type, Throwable thrown) {
    if (type.countFailure()) {
      warn(
          "a "
              + type.name()
              + " could not be looked into: "
              + thrown.getClass().getName()
              + "; it is tried no more than "
              + MessageClass.MAX_FAILURES
              + " times");
    }
  }

  private void warn(String line) {
    if (lines.incrementAndGet() <= MAX_LINES) {
      log.warnLater(line);
    }
  }
}
