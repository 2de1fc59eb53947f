package dev.reflow.tracing.dist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders classes so that each comes after its superclass and interfaces. */
final class BootOrder {

  private BootOrder() {}

  /** The keys of {@code classFiles}, which are internal names. */
  static List<String> supertypesFirst(Map<String, byte[]> classFiles) {
    Set<String> ordered = new LinkedHashSet<>();
    MemoryLoader loader = new MemoryLoader(classFiles);
    for (String internalName : classFiles.keySet()) {
      add(loader.load(internalName), classFiles, ordered);
    }
    return new ArrayList<>(ordered);
  }

  private static void add(Class<?> type, Map<String, byte[]> classFiles, Set<String> ordered) {
    String internalName = type.getName().replace('.', '/');
    if (!classFiles.containsKey(internalName) || ordered.contains(internalName)) {
      return;
    }
    if (type.getSuperclass() != null) {
      add(type.getSuperclass(), classFiles, ordered);
    }
    for (Class<?> parent : type.getInterfaces()) {
      add(parent, classFiles, ordered);
    }
    ordered.add(internalName);
  }

  /** Loads the classes to ask them for their supertypes; parent is the platform loader. */
  private static final class MemoryLoader extends ClassLoader {

    private final Map<String, byte[]> classFiles;

    MemoryLoader(Map<String, byte[]> classFiles) {
      super(getPlatformClassLoader());
      this.classFiles = classFiles;
    }

    Class<?> load(String internalName) {
      try {
        return loadClass(internalName.replace('/', '.'));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] classFile = classFiles.get(name.replace('.', '/'));
      if (classFile == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, classFile, 0, classFile.length);
    }
  }
}
