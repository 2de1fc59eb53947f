package dev.reflow.tracing.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the supertypes of a class that is not loaded yet, by reading the class files that its
 * loader would load. Any thread.
 *
 * <p>Never loads a class. A supertype whose file is not found, as one generated in memory, is known
 * by name and ends the search there.
 */
final class Supertypes {

  private final PerLoader<List<String>> known = new PerLoader<>();
  private final boolean withinJdk;

  /**
   * A search that forgets what it found of a loader when the loader goes.
   *
   * @param withinJdk whether to go on to the supertypes of the JDK's own types
   */
  Supertypes(boolean withinJdk) {
    this.withinJdk = withinJdk;
  }

  /** {@code direct} and all that is above; looked up only as far as it is iterated. */
  Iterable<String> of(@Nullable ClassLoader loader, Collection<String> direct) {
    return () -> new Search(loader, direct);
  }

  private List<String> above(@Nullable ClassLoader loader, String name) {
    if (!withinJdk && JdkTypes.isJdk(name)) {
      return List.of();
    }
    List<String> supertypes = known.get(loader, name);
    if (supertypes == null) {
      byte[] file = read(loader, name.replace('.', '/') + ".class");
      supertypes = file == null ? List.of() : new ClassOutline(file).directSupertypes();
      known.put(loader, name, List.copyOf(supertypes));
    }
    return supertypes;
  }

  private static byte @Nullable [] read(@Nullable ClassLoader loader, String resource) {
    ClassLoader from = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    try (InputStream in = from.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  /** Breadth first, each name once. */
  private final class Search implements Iterator<String> {

    private final @Nullable ClassLoader loader;
    private final Set<String> seen = new HashSet<>();
    private final Queue<String> found = new ArrayDeque<>();
    private @Nullable String last;

    Search(@Nullable ClassLoader loader, Collection<String> direct) {
      this.loader = loader;
      add(direct);
    }

    @Override
    public boolean hasNext() {
      if (last != null) {
        add(above(loader, last));
        last = null;
      }
      return !found.isEmpty();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      last = found.remove();
      return last;
    }

    private void add(Collection<String> names) {
      for (String name : names) {
        if (seen.add(name)) {
          found.add(name);
        }
      }
    }
  }
}
