package dev.reflow.tracing.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Adds up the lengths of files. Stateless; any thread. */
final class DiskUse {

  private DiskUse() {}

  /** Bytes of all files below {@code directory}; files that go meanwhile are passed over. */
  static long of(Path directory) {
    Sum sum = new Sum();
    try {
      Files.walkFileTree(directory, sum);
    } catch (IOException e) {
      return sum.bytes;
    }
    return sum.bytes;
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
