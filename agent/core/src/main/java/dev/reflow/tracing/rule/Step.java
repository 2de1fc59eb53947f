package dev.reflow.tracing.rule;

/**
 * One step from an object to the next.
 *
 * @param method whether {@code name} was written with brackets: then only a method without
 *     parameters of that name; otherwise a field, else such a method
 */
public record Step(String name, boolean method) {

  @Override
  public String toString() {
    return method ? name + "()" : name;
  }
}
