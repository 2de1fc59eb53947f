package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long the files of stripes are. Stateless; any thread. */
public final class StripeDisk {

  private static final String FILES = "*.cq4";

  private StripeDisk() {}

  /**
   * Bytes of the files of each stripe that {@code run} has; files that go meanwhile count as
   * nothing.
   */
  public static long[] bytes(RunDirectory run) {
    long[] bytes = new long[run.countStripes(0)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes(run.stripe(i));
    }
    return bytes;
  }

  private static long bytes(Path stripe) {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(stripe, FILES)) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    } catch (IOException gone) {
      return bytes;
    }
    return bytes;
  }
}
