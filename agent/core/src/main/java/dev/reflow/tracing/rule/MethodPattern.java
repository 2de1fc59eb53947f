package dev.reflow.tracing.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method by its name and perhaps its parameters.
 *
 * @param parameterTypes as the user wrote them: with the package or without; null: any parameters
 */
public record MethodPattern(String name, @Nullable List<String> parameterTypes) {

  public MethodPattern {
    parameterTypes = parameterTypes == null ? null : List.copyOf(parameterTypes);
  }

  /**
   * Whether such a method is meant.
   *
   * @param parameters names of the method's parameter types, as {@link Class#getTypeName()} gives
   */
  public boolean matches(String method, List<String> parameters) {
    if (!name.equals(method)) {
      return false;
    }
    if (parameterTypes == null) {
      return true;
    }
    if (parameterTypes.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!sameType(parameterTypes.get(i), parameters.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean any(List<MethodPattern> patterns, String method, List<String> parameters) {
    for (MethodPattern pattern : patterns) {
      if (pattern.matches(method, parameters)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameType(String wanted, String actual) {
    String dotted = actual.replace('$', '.');
    return wanted.equals(actual)
        || wanted.equals(dotted)
        || (wanted.indexOf('.') < 0 && dotted.endsWith("." + wanted));
  }

  @Override
  public String toString() {
    return parameterTypes == null ? name : name + "(" + String.join(", ", parameterTypes) + ")";
  }
}
