package dev.reflow.tracing.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to a value: a root and steps from it. Any step that is missing or null makes the whole
 * path null.
 *
 * @param argument number of the argument from 0; -1 when the root is no argument
 * @param literal the text; null when the root is no literal
 * @param onceSteps how many of the steps stand inside {@code once(…)}: those after are read once
 *     for each object that the ones inside lead to. -1 without {@code once}
 */
public record Path(
    Root root, int argument, @Nullable String literal, List<Step> steps, int onceSteps) {

  public Path {
    steps = List.copyOf(steps);
  }

  /** Whether it may lead to another value at the next call on the same object. */
  boolean varies() {
    return switch (root) {
      case ARGUMENT, RETURN, THREAD, CONTEXT, MESSAGE -> true;
      case THIS, CLASS, LITERAL -> false;
    };
  }
}
