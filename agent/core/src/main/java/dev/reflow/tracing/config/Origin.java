package dev.reflow.tracing.config;

/**
 * Where a value was set.
 *
 * @param name the property, variable or file as a user would look for it; empty for an argument or
 *     a default
 * @param line in the file, from 1; 0 elsewhere
 */
public record Origin(Kind kind, String name, int line) {

  /** The kinds of places, the one that wins first. */
  public enum Kind {
    SYSTEM_PROPERTY,
    ENVIRONMENT,
    ARGUMENT,
    FILE,
    DEFAULT
  }

  /** Nobody set it. */
  public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "", 0);

  /** A {@code key=value} of the agent's argument. */
  public static final Origin ARGUMENT = new Origin(Kind.ARGUMENT, "", 0);

  /** {@code -Dkey}. */
  public static Origin systemProperty(String key) {
    return new Origin(Kind.SYSTEM_PROPERTY, key, 0);
  }

  /** The variable {@code name}. */
  public static Origin environment(String name) {
    return new Origin(Kind.ENVIRONMENT, name, 0);
  }

  /** Line {@code line}, from 1, of {@code file}; 0 for the file as a whole. */
  public static Origin file(String file, int line) {
    return new Origin(Kind.FILE, file, line);
  }

  /** Whether {@link #toString} already says which key it is. */
  boolean namesKey() {
    return kind == Kind.SYSTEM_PROPERTY || kind == Kind.ENVIRONMENT;
  }

  /** As a user would look for it: {@code reflow-agent.properties:12}, {@code -Dreflow.service}. */
  @Override
  public String toString() {
    return switch (kind) {
      case SYSTEM_PROPERTY -> "-D" + name;
      case ENVIRONMENT -> name;
      case ARGUMENT -> "agent argument";
      case FILE -> line == 0 ? name : name + ":" + line;
      case DEFAULT -> "default";
    };
  }
}
