package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.TypeFacts;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a type pattern asks of a class that is loaded. */
record LoadedType(Class<?> type) implements TypeFacts {

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public Iterable<String> supertypeNames() {
    Set<String> names = new LinkedHashSet<>();
    addSupertypes(type, names);
    return names;
  }

  @Override
  public Iterable<String> annotationNames() {
    List<String> names = new ArrayList<>();
    for (Annotation annotation : type.getAnnotations()) {
      names.add(annotation.annotationType().getName());
    }
    return names;
  }

  private static void addSupertypes(Class<?> of, Set<String> names) {
    Class<?> parent = of.getSuperclass();
    if (parent != null && names.add(parent.getName())) {
      addSupertypes(parent, names);
    }
    for (Class<?> implemented : of.getInterfaces()) {
      if (names.add(implemented.getName())) {
        addSupertypes(implemented, names);
      }
    }
  }
}
