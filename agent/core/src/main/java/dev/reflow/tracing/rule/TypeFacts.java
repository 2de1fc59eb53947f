package dev.reflow.tracing.rule;

/**
 * What a {@link TypePattern} asks of a type; names are binary, as {@link Class#getName()} gives.
 */
public interface TypeFacts {

  String name();

  /** All superclasses and interfaces, direct or not, without the type itself. */
  Iterable<String> supertypeNames();

  /** The annotations on the type itself. */
  Iterable<String> annotationNames();
}
