package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.ActorNames;
import dev.reflow.tracing.rule.Step;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what an endpoint's expression gave to the actor's name: an object is asked for its name, a
 * name is collapsed, renamed and perhaps ignored as the rule says. Any thread; a name seen before
 * costs one look-up.
 */
final class ActorNaming {

  private static final String[] NAMES = {"id", "name", "path", "getId", "getName"};

  private final ActorTable actors;
  private final StepReader[] names;
  private final ActorNames shown;
  private final ConcurrentHashMap<String, ActorName> known = new ConcurrentHashMap<>();

  ActorNaming(ActorTable actors, Accessors accessors, ActorNames shown) {
    this.actors = actors;
    this.shown = shown;
    this.names =
        Arrays.stream(NAMES)
            .flatMap(name -> Stream.of(new Step(name, true), new Step(name, false)))
            .map(step -> new StepReader(step, accessors))
            .toArray(StepReader[]::new);
  }

  /** The actor that {@code value} names; null for null and for what has no name. */
  @Nullable ActorName name(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof ActorName actor) {
      return actor;
    }
    String text = text(value);
    return text == null || text.isEmpty() ? null : named(text);
  }

  /** The text of a port or name; null for null. */
  @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String plain = plainText(value);
    return plain != null ? plain : nameOf(value);
  }

  private ActorName named(String raw) {
    ActorName actor = known.get(raw);
    if (actor != null) {
      return actor;
    }
    ActorName found = find(raw);
    if (known.size() < ActorTable.MAX_ACTORS) {
      known.put(raw, found);
    }
    return found;
  }

  private ActorName find(String raw) {
    if (shown.ignores(raw)) {
      return ActorName.IGNORED;
    }
    return actors.of(shown.shown(raw));
  }

  /** The name of an object that is no text itself; its simple class name when it has none. */
  private String nameOf(Object value) {
    for (StepReader step : names) {
      Accessor accessor = step.on(value.getClass());
      Object name = accessor.isAbsent() ? null : accessor.get(value);
      String text = name == null ? null : plainText(name);
      if (text != null) {
        return text;
      }
    }
    return simpleName(value.getClass());
  }

  /** The text of a value that is one by its nature; no method of the application's is called. */
  private static @Nullable String plainText(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Class<?> type) {
      return simpleName(type);
    }
    if (value instanceof Thread thread) {
      return thread.getName();
    }
    boolean plain =
        value instanceof Number
            || value instanceof CharSequence
            || value instanceof Boolean
            || value instanceof Character
            || value instanceof UUID
            || value instanceof URI
            || value instanceof Path;
    return plain && value.getClass().getClassLoader() == null ? value.toString() : null;
  }

  /**
   * The class's name without package; of a nested or anonymous class what its outer class makes it.
   */
  static String simpleName(Class<?> type) {
    String simple = type.getSimpleName();
    if (!simple.isEmpty()) {
      return simple;
    }
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
