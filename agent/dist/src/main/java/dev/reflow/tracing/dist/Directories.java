package dev.reflow.tracing.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code java.nio.file} leaves to do by hand. */
final class Directories {

  private Directories() {}

  /** Deletes {@code directory} with all it holds; does nothing when it is not there. */
  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path path : deepestFirst(directory)) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
