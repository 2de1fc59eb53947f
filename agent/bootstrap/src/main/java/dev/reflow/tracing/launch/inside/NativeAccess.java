package dev.reflow.tracing.launch.inside;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the agent's compression library load its native code without a warning on stderr, which a
 * JVM prints from Java 24 on.
 *
 * <p>The permission is a module's, and all unnamed modules have one in common: to give it to the
 * agent's would be to give it to the application. So the library's packages become a module with a
 * name of its own.
 */
final class NativeAccess {

  private static final int FIRST_RELEASE_THAT_WARNS = 24;
  private static final String MODULE = "reflow.natives";
  private static final Set<String> PACKAGES =
      Set.of("com.github.luben.zstd", "com.github.luben.zstd.util");

  private NativeAccess() {}

  /** Before any of those packages' classes is loaded by {@code loader}. */
  static void grant(ClassLoader loader) throws ReflectiveOperationException {
    if (Runtime.version().feature() < FIRST_RELEASE_THAT_WARNS) {
      return;
    }
    ModuleDescriptor descriptor =
        ModuleDescriptor.newAutomaticModule(MODULE).packages(PACKAGES).build();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(new Finder(descriptor), ModuleFinder.of(), Set.of(MODULE));
    Module module =
        ModuleLayer.defineModules(configuration, List.of(boot), name -> loader)
            .layer()
            .findModule(MODULE)
            .orElseThrow();
    Method enable = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
    enable.setAccessible(true);
    enable.invoke(module);
  }

  /** Finds the one module. */
  private static final class Finder implements ModuleFinder {

    private final ModuleReference reference;

    Finder(ModuleDescriptor descriptor) {
      reference = new ClassesElsewhere(descriptor);
    }

    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(MODULE) ? Optional.of(reference) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(reference);
    }
  }

  /** A module whose classes its loader finds by itself. */
  private static final class ClassesElsewhere extends ModuleReference {

    ClassesElsewhere(ModuleDescriptor descriptor) {
      super(descriptor, null);
    }

    @Override
    public ModuleReader open() throws IOException {
      throw new IOException("the agent's loader reads the classes of " + MODULE);
    }
  }
}
