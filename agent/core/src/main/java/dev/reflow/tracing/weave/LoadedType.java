package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.TypeFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a class that is loaded, without loading any other: its annotations are read from its
 * file, as reflection would load their classes. Used by one thread.
 */
final class LoadedType implements TypeFacts {

  private final Class<?> type;
  private @Nullable Set<String> supertypeNames;

  LoadedType(Class<?> type) {
    this.type = type;
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public Iterable<String> supertypeNames() {
    if (supertypeNames == null) {
      supertypeNames = new LinkedHashSet<>();
      addSupertypes(type, supertypeNames);
    }
    return supertypeNames;
  }

  @Override
  public Iterable<String> annotationNames() {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return in == null ? List.of() : new ClassOutline(in.readAllBytes()).annotationNames();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void addSupertypes(Class<?> type, Set<String> names) {
    Class<?> superclass = type.getSuperclass();
    if (superclass != null && names.add(superclass.getName())) {
      addSupertypes(superclass, names);
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (names.add(implemented.getName())) {
        addSupertypes(implemented, names);
      }
    }
  }
}
