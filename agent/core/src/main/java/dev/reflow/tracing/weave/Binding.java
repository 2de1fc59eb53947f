package dev.reflow.tracing.weave;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Marks what a parameter of advice stands for; {@link Bindings} says how each is read. */
final class Binding {

  private Binding() {}

  /** The number under which the woven method was registered. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface SiteNumber {}

  /** The woven state field, or null where there is none. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface State {}

  /** The argument that the rule's message is, or is reached from. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface Message {}

  /** The only other argument that the rule needs. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface Other {}

  /** All arguments, or null where the rule needs no more than one beside the message. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface Arguments {}

  /** What the method returned, or null where nobody asks. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface Result {}

  /** The woven field that a carrier keeps its origin in. */
  @Retention(RUNTIME)
  @Target(PARAMETER)
  @interface Origin {}
}
