package dev.reflow.tracing.rule;

import java.util.List;

/**
 * How a fact is read: the first alternative that exists and is not null.
 *
 * @param source as written
 */
public record Expression(String source, List<Path> alternatives) {

  /** Never gives anything. */
  public static final Expression NONE = new Expression("", List.of());

  public Expression {
    alternatives = List.copyOf(alternatives);
  }

  public boolean isNone() {
    return alternatives.isEmpty();
  }

  /** Whether it may give another value at the next call on the same object. */
  public boolean varies() {
    return alternatives.stream().anyMatch(Path::varies);
  }

  /** The highest number of an argument it reads, from 0; -1 when it reads none. */
  public int highestArgument() {
    return alternatives.stream().mapToInt(Path::argument).max().orElse(-1);
  }

  @Override
  public String toString() {
    return source;
  }
}
