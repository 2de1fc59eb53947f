package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.Step;
import org.jspecify.annotations.Nullable;

/** One step of a path, with the accessor of each class that it was taken on. Any thread. */
final class StepReader {

  private final ClassValue<Accessor> accessors;

  StepReader(Step step, Accessors finder) {
    // A ClassValue lives with the class: nothing of the application's is kept alive.
    accessors =
        new ClassValue<>() {
          @Override
          protected Accessor computeValue(Class<?> type) {
            return finder.find(type, step);
          }
        };
  }

  Accessor on(Class<?> type) {
    return accessors.get(type);
  }

  @Nullable Object read(Object target) {
    return accessors.get(target.getClass()).get(target);
  }
}
