package dev.reflow.tracing.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from directories inside the agent's jar, apart from the
 * application's classes: the parent is the platform loader, so neither side sees the other's.
 *
 * <p>What the jar has is taken from the jar before the parent is asked. That saves a failed look-up
 * for every class, and lets the jar bring a {@code sun.misc.Unsafe} of its own. Any thread;
 * parallel capable.
 */
final class AgentLoader extends ClassLoader implements Supplier<List<byte[]>> {

  static {
    registerAsParallelCapable();
  }

  private static final String OURS = "dev.reflow.";

  /** From the jar's manifest, which the application's loader has read already; else null. */
  private static final @Nullable String VERSION =
      AgentLoader.class.getPackage().getImplementationVersion();

  private final Libraries libraries;
  private final ProtectionDomain domain;

  private AgentLoader(Libraries libraries, URL location) {
    super("reflow", getPlatformClassLoader());
    this.libraries = libraries;
    this.domain =
        new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null, this, null);
  }

  /** A loader that leaves the gate's classes to the boot loader. */
  static AgentLoader forAgent(Path jar) throws IOException {
    return new AgentLoader(new Libraries(jar, false), jar.toUri().toURL());
  }

  /** A loader that has the gate's classes itself, for a JVM without an agent. */
  static AgentLoader forCommandLine(Path jar) throws IOException {
    return new AgentLoader(new Libraries(jar, true), jar.toUri().toURL());
  }

  /** Class files for the boot loader, supertypes first: asked for by the agent's entry inside. */
  @Override
  public List<byte[]> get() {
    try {
      return libraries.bootClasses();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = define(name);
      }
      if (loaded == null) {
        return super.loadClass(name, resolve);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    throw new ClassNotFoundException(name);
  }

  private @Nullable Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] classFile = libraries.read(name.replace('.', '/') + ".class");
      if (classFile == null) {
        return null;
      }
      definePackageOf(name);
      return defineClass(name, classFile, 0, classFile.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from the agent's jar", e);
    }
  }

  private void definePackageOf(String className) {
    int dot = className.lastIndexOf('.');
    if (dot < 0) {
      return;
    }
    String name = className.substring(0, dot);
    if (getDefinedPackage(name) == null) {
      try {
        String version = name.startsWith(OURS) ? VERSION : null;
        definePackage(name, null, null, null, null, version, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread was quicker.
      }
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      InputStream own = libraries.open(name);
      return own == null ? super.getResourceAsStream(name) : own;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    List<URL> found = libraries.locate(name);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Classes in a module with a name, which the JVM asks for with it, are in the same jar. */
  @Override
  protected @Nullable URL findResource(@Nullable String moduleName, String name) {
    return findResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.enumeration(new ArrayList<>(libraries.locate(name)));
  }
}
