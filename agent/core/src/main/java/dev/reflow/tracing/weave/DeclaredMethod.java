package dev.reflow.tracing.weave;

import java.lang.reflect.Modifier;

/**
 * A method as its class file declares it. Immutable.
 *
 * <p>No record, though it looks like one: it is a key of maps while a class is loaded, and a
 * record's hashCode spins its code when it is first called.
 */
final class DeclaredMethod {

  private static final int BRIDGE = 0x40;
  private static final int SYNTHETIC = 0x1000;

  private final String name;
  private final String descriptor;
  private final int access;

  /** A method with the descriptor and the flags that stand in the class file. */
  DeclaredMethod(String name, String descriptor, int access) {
    this.name = name;
    this.descriptor = descriptor;
    this.access = access;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  /** What names the method among those of its class. */
  String key() {
    return name + descriptor;
  }

  boolean isStatic() {
    return Modifier.isStatic(access);
  }

  /** Whether the method has code that a programmer wrote: not abstract, native or a bridge. */
  boolean isConcrete() {
    return (access & (Modifier.ABSTRACT | Modifier.NATIVE | BRIDGE | SYNTHETIC)) == 0;
  }
}
