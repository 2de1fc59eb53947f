package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.Step;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one path of an expression from its root to a value. Any thread. */
final class PathReader {

  private final Path path;
  private final StepReader[] steps;
  private final @Nullable WeakIdentityMap<Object> once;

  /** Reads how full a collection is that stands where a number is wanted. */
  private final StepReader size;

  PathReader(Path path, Accessors accessors) {
    this.path = path;
    this.steps =
        path.steps().stream()
            .map(step -> new StepReader(step, accessors))
            .toArray(StepReader[]::new);
    this.size = new StepReader(new Step("size", true), accessors);
    this.once = path.onceSteps() < 0 ? null : new WeakIdentityMap<>();
  }

  Path path() {
    return path;
  }

  /** Whether an object of {@code type} at the root can lead to a value at all. */
  boolean reaches(Class<?> type) {
    return steps.length == 0 || !steps[0].on(type).isAbsent();
  }

  /**
   * The accessor that alone makes up the path on an object of {@code type}; null where the path is
   * more than one step.
   */
  @Nullable Accessor only(Class<?> type) {
    return steps.length == 1 && once == null ? steps[0].on(type) : null;
  }

  /** The value, or null where a step finds nothing. */
  @Nullable Object read(Object root) {
    WeakIdentityMap<Object> remembered = once;
    if (remembered == null) {
      return walk(root, 0, steps.length);
    }
    Object key = walk(root, 0, path.onceSteps());
    if (key == null) {
      return null;
    }
    Object known = remembered.get(key);
    Object value = known instanceof Loose loose ? loose.get() : known;
    return value != null ? value : remember(remembered, key);
  }

  /**
   * The value as a number, of one of the JDK's collections its size; {@code missing} where there is
   * none or it is no whole number.
   */
  long readLong(Object root, long missing) {
    Object holder = steps.length == 0 ? root : walk(root, 0, steps.length - 1);
    if (holder == null) {
      return missing;
    }
    if (steps.length > 0) {
      Accessor last = steps[steps.length - 1].on(holder.getClass());
      if (last.givesLong()) {
        return last.getLong(holder, missing);
      }
      holder = last.get(holder);
    }
    if (holder instanceof Long || holder instanceof Integer || holder instanceof Short) {
      return ((Number) holder).longValue();
    }
    return holder != null && CollectionSize.reads(holder.getClass(), "size")
        ? size.on(holder.getClass()).getLong(holder, missing)
        : missing;
  }

  /** Puts the value into {@code fact} without boxing it. Returns whether there was one. */
  boolean readInto(FactValue fact, Object root) {
    if (once != null || steps.length == 0) {
      return fact.set(read(root));
    }
    Object holder = walk(root, 0, steps.length - 1);
    if (holder == null) {
      return false;
    }
    Accessor last = steps[steps.length - 1].on(holder.getClass());
    if (last.givesLong() && !last.isGivenUp()) {
      fact.setLong(last.getLong(holder, 0));
      return true;
    }
    return fact.set(last.get(holder));
  }

  private @Nullable Object remember(WeakIdentityMap<Object> remembered, Object key) {
    Object value = walk(key, path.onceSteps(), steps.length);
    if (value != null) {
      remembered.put(key, value instanceof String ? value : new Loose(value));
    }
    return value;
  }

  private @Nullable Object walk(Object from, int first, int end) {
    Object at = from;
    for (int i = first; i < end && at != null; i++) {
      at = steps[i].read(at);
    }
    return at;
  }

  static PathReader[] all(List<Path> paths, Accessors accessors) {
    return paths.stream().map(path -> new PathReader(path, accessors)).toArray(PathReader[]::new);
  }

  /** A remembered value that may refer to what it was read from, and must not keep it alive. */
  private static final class Loose extends WeakReference<Object> {
    Loose(Object value) {
      super(value);
    }
  }
}
