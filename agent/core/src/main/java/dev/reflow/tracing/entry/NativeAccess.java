package dev.reflow.tracing.entry;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * Lets the agent's compression library load its native code without a warning on stderr, which a
 * JVM prints from Java 24 on.
 *
 * <p>The permission is a module's, and all unnamed modules have one in common: to give it to the
 * agent's would be to give it to the application. So the library's packages become a module with a
 * name of its own. By the JDK's internals, because its public way, a module layer, takes 50 ms
 * here.
 */
final class NativeAccess {

  private static final int FIRST_RELEASE_THAT_WARNS = 24;
  private static final String MODULE = "reflow.natives";
  private static final Set<String> PACKAGES =
      Set.of("com.github.luben.zstd", "com.github.luben.zstd.util");

  private NativeAccess() {}

  /** To be called before {@code loader} has loaded any class of those packages. */
  static void grant(ClassLoader loader) {
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS) {
      JavaLangAccess jdk = SharedSecrets.getJavaLangAccess();
      ModuleDescriptor descriptor =
          ModuleDescriptor.newAutomaticModule(MODULE).packages(PACKAGES).build();
      jdk.addEnableNativeAccess(jdk.defineModule(loader, descriptor, null));
    }
  }
}
