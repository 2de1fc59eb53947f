package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/**
 * A method that was woven, as far as capture needs to know it.
 *
 * @param owner binary name of the declaring class
 * @param argument which argument the advice passes as the message, from 0
 * @param otherArgument which argument the advice passes beside it, from 0; -1 where it passes none,
 *     or all of them
 * @param hasStateField whether the declaring class got a field for the state
 * @param fired to be run when the method is traced for the first time
 */
public record WovenSend(
    String owner, int argument, int otherArgument, boolean hasStateField, Runnable fired) {

  /** The declaring class of {@code self}; null where it is none of its superclasses. */
  @Nullable Class<?> declaringClass(Object self) {
    for (Class<?> at = self.getClass(); at != null; at = at.getSuperclass()) {
      if (at.getName().equals(owner)) {
        return at;
      }
    }
    return null;
  }

  /** The declaring class's name without its package. */
  String simpleOwner() {
    String nested = owner.substring(owner.lastIndexOf('.') + 1);
    String simple = nested.substring(nested.lastIndexOf('$') + 1);
    return simple.isEmpty() ? nested : simple;
  }
}
