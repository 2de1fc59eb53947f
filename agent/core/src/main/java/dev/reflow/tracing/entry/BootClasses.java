package dev.reflow.tracing.entry;

import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * Defines classes straight into the boot loader, where every other loader finds them by ordinary
 * delegation.
 *
 * <p>Not by {@code Instrumentation.appendToBootstrapClassLoaderSearch}: with a boot class path that
 * has grown, HotSpot switches off class data sharing for the application's classes, says so on
 * stderr, and every application starts slower.
 */
final class BootClasses {

  private BootClasses() {}

  /** Defines each of {@code classFiles}; supertypes come first. */
  static void define(List<byte[]> classFiles) {
    Unsafe unsafe = Unsafe.getUnsafe();
    for (byte[] classFile : classFiles) {
      try {
        unsafe.defineClass(null, classFile, 0, classFile.length, null, null);
      } catch (LinkageError e) {
        // An earlier start in this JVM got this far and failed later: these are the same classes.
        if (!String.valueOf(e.getMessage()).contains("duplicate class definition")) {
          throw e;
        }
      }
    }
  }
}
