package dev.reflow.tracing.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class path as {@code java -cp} takes it. Immutable.
 *
 * @param text directories and jars; {@code dir/*} stands for all jars in it
 * @param workingDirectory what relative entries are relative to
 */
record ClassPath(String text, Path workingDirectory) {

  /** Finds class files; loads no class of them. */
  URLClassLoader loader() {
    return new URLClassLoader(
        Arrays.stream(text.split(File.pathSeparator))
            .flatMap(entry -> expand(entry).stream())
            .map(ClassPath::url)
            .toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private List<Path> expand(String entry) {
    if (!entry.endsWith("/*") && !entry.equals("*")) {
      return List.of(workingDirectory.resolve(entry));
    }
    Path directory = workingDirectory.resolve(entry.substring(0, entry.length() - 1));
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw CommandException.usage("class path: " + directory + " cannot be read");
    }
    return jars;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw CommandException.usage("class path: " + path + " is no path");
    }
  }

  @Override
  public String toString() {
    return "the class path " + text;
  }
}
