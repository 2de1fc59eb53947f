package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes directories that only their owner can read: events hold what an application sends. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> RWX = PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** Makes {@code path} and those above it that are missing. */
  static void createDirectories(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      createDirectory(path);
    } catch (FileAlreadyExistsException made) {
      // Another process that starts now was faster; or it is a file.
      if (!Files.isDirectory(path)) {
        throw made;
      }
    }
  }

  static void createDirectory(Path path) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(RWX)}
            : new FileAttribute<?>[0];
    Files.createDirectory(path, mode);
  }
}
