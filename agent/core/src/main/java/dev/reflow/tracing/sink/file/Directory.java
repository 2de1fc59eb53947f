package dev.reflow.tracing.sink.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a directory knows of its files. Stateless. */
final class Directory {

  private Directory() {}

  /**
   * Has the name of {@code file} survive a loss of power. Where a directory cannot be opened, as on
   * Windows, or on an interrupted thread, it is left to the operating system.
   */
  static void sync(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file's content is on the disk all the same.
    }
  }
}
