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

  /** Whether it may give another value at the next call on the same object. */
  public boolean varies() {
    for (Path path : alternatives) {
      if (path.varies()) {
        return true;
      }
    }
    return false;
  }

  /** The highest number of an argument it reads, from 0; -1 when it reads none. */
  public int highestArgument() {
    int highest = -1;
    for (Path path : alternatives) {
      highest = Math.max(highest, path.argument());
    }
    return highest;
  }

  @Override
  public String toString() {
    return source;
  }
}
