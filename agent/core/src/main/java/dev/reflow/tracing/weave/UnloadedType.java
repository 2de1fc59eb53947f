package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.TypeFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of a class that is being loaded. Used by one thread. */
final class UnloadedType implements TypeFacts {

  private final ClassOutline outline;
  private final Iterable<String> supertypeNames;
  private final String name;
  private @Nullable List<String> annotationNames;

  UnloadedType(ClassOutline outline, @Nullable ClassLoader loader, Supertypes supertypes) {
    this.outline = outline;
    this.name = outline.name();
    this.supertypeNames = supertypes.of(loader, outline.directSupertypes());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Iterable<String> supertypeNames() {
    return supertypeNames;
  }

  @Override
  public Iterable<String> annotationNames() {
    if (annotationNames == null) {
      annotationNames = outline.annotationNames();
    }
    return annotationNames;
  }
}
