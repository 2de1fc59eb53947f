package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.Path;
import org.jspecify.annotations.Nullable;

/**
 * The roots that a rule's expressions start from, during one call of a woven method. Belongs to one
 * thread, and is cleared before the call returns.
 */
class Call {

  @Nullable Object self;

  /** The argument that carries the message, before any step or unwrapping. */
  @Nullable Object messageArgument;

  int messageArgumentIndex;

  @Nullable Object message;

  /** The only other argument that is read; null where there is none, or more than one. */
  @Nullable Object otherArgument;

  int otherArgumentIndex = -1;

  /** All arguments; null where no more than one beside the message's is read. */
  @Nullable Object @Nullable [] arguments;

  @Nullable Object result;

  /** The actor whose message this thread is handling, or whose handling made the carrier. */
  @Nullable ActorName context;

  @Nullable Object root(Path path) {
    return switch (path.root()) {
      case THIS -> self;
      case ARGUMENT -> argument(path.argument());
      case RETURN -> result;
      case CLASS -> self == null ? null : self.getClass();
      case THREAD -> Thread.currentThread();
      case CONTEXT -> context;
      case MESSAGE -> message;
      case LITERAL -> path.literal();
    };
  }

  private @Nullable Object argument(int index) {
    if (index == messageArgumentIndex) {
      return messageArgument;
    }
    if (index == otherArgumentIndex) {
      return otherArgument;
    }
    @Nullable Object[] all = arguments;
    return all != null && index < all.length ? all[index] : null;
  }

  /** Lets go of everything of the application's. */
  void clearCall() {
    self = null;
    messageArgument = null;
    message = null;
    otherArgument = null;
    arguments = null;
    result = null;
    context = null;
  }
}
