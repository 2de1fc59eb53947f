package dev.reflow.tracing.weave;

import java.lang.reflect.Modifier;

/**
 * A method as its class file declares it.
 *
 * @param descriptor as in the class file
 * @param access the class file's flags
 */
record DeclaredMethod(String name, String descriptor, int access) {

  private static final int BRIDGE = 0x40;
  private static final int SYNTHETIC = 0x1000;

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
