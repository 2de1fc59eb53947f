package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.Step;
import dev.reflow.tracing.rule.Unwrap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the argument of a woven method to the message itself. Any thread. */
final class MessageReader {

  /** Wrappers in wrappers that are opened; what lies deeper is taken as it is. */
  private static final int MAX_WRAPPERS = 8;

  private final StepReader[] steps;
  private final List<Unwrap> unwraps;
  private final ClassValue<Wrapper> wrappers;

  private record Wrapper(@Nullable StepReader step) {}

  /**
   * A reader of the message.
   *
   * @param path the first alternative of the rule's message expression, rooted in an argument or
   *     the result
   */
  MessageReader(Path path, List<Unwrap> unwraps, Accessors accessors) {
    this.steps =
        path.steps().stream()
            .map(step -> new StepReader(step, accessors))
            .toArray(StepReader[]::new);
    this.unwraps = unwraps;
    this.wrappers =
        new ClassValue<>() {
          @Override
          protected Wrapper computeValue(Class<?> type) {
            Step step = stepOf(type);
            return new Wrapper(step == null ? null : new StepReader(step, accessors));
          }
        };
  }

  /** Whether the message is the argument itself. */
  boolean isArgument() {
    return steps.length == 0 && unwraps.isEmpty();
  }

  @Nullable Object read(@Nullable Object argument) {
    Object message = argument;
    for (int i = 0; i < steps.length && message != null; i++) {
      message = steps[i].read(message);
    }
    return unwraps.isEmpty() || message == null ? message : unwrapped(message);
  }

  private Object unwrapped(Object message) {
    Object at = message;
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      StepReader step = wrappers.get(at.getClass()).step();
      Object inner = step == null ? null : step.read(at);
      if (inner == null) {
        return at;
      }
      at = inner;
    }
    return at;
  }

  private @Nullable Step stepOf(Class<?> type) {
    LoadedType facts = new LoadedType(type);
    for (Unwrap unwrap : unwraps) {
      if (unwrap.typeName().equals(type.getName())) {
        return unwrap.step();
      }
      for (String supertype : facts.supertypeNames()) {
        if (unwrap.typeName().equals(supertype)) {
          return unwrap.step();
        }
      }
    }
    return null;
  }
}
