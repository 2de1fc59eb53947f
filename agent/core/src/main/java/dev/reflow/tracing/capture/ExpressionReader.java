package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.Root;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression: the first alternative that has a value. Any thread; allocates nothing
 * but what the accessors themselves allocate.
 */
final class ExpressionReader {

  private final PathReader[] alternatives;

  ExpressionReader(Expression expression, Accessors accessors) {
    this(PathReader.all(expression.alternatives(), accessors));
  }

  private ExpressionReader(PathReader[] alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * The same expression for calls in which {@code root} is of {@code type}: without the
   * alternatives that such an object never has.
   *
   * @return null when no alternative is left
   */
  @Nullable ExpressionReader where(Root root, Class<?> type) {
    return filtered(path -> path.path().root() != root || path.reaches(type));
  }

  /** The alternatives that start from one of {@code roots}; null when there is none. */
  @Nullable ExpressionReader rootedIn(Root... roots) {
    return filtered(path -> Arrays.asList(roots).contains(path.path().root()));
  }

  /**
   * The accessors that the expression is made up of where it starts from an object of {@code type}
   * at {@code root}; null where an alternative is more than that.
   */
  Accessor @Nullable [] steps(Root root, Class<?> type) {
    Accessor[] steps = new Accessor[alternatives.length];
    for (int i = 0; i < steps.length; i++) {
      PathReader path = alternatives[i];
      Accessor only = path.path().root() == root ? path.only(type) : null;
      if (only == null) {
        return null;
      }
      steps[i] = only;
    }
    return steps;
  }

  /** Whether an alternative starts from another root than {@code roots}. */
  boolean usesOtherThan(Root... roots) {
    List<Root> allowed = Arrays.asList(roots);
    return Arrays.stream(alternatives).anyMatch(path -> !allowed.contains(path.path().root()));
  }

  /** Whether an alternative starts from {@code root}. */
  boolean uses(Root root) {
    return Arrays.stream(alternatives).anyMatch(path -> path.path().root() == root);
  }

  @Nullable Object read(Call call) {
    for (PathReader path : alternatives) {
      Object root = call.root(path.path());
      Object value = root == null ? null : path.read(root);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  long readLong(Call call, long missing) {
    for (PathReader path : alternatives) {
      Object root = call.root(path.path());
      long value = root == null ? missing : path.readLong(root, missing);
      if (value != missing) {
        return value;
      }
    }
    return missing;
  }

  void readInto(FactValue fact, Call call) {
    for (PathReader path : alternatives) {
      Object root = call.root(path.path());
      if (root != null && path.readInto(fact, root)) {
        return;
      }
    }
  }

  private @Nullable ExpressionReader filtered(Predicate<PathReader> wanted) {
    PathReader[] left = Arrays.stream(alternatives).filter(wanted).toArray(PathReader[]::new);
    return left.length == 0
        ? null
        : left.length == alternatives.length ? this : new ExpressionReader(left);
  }
}
