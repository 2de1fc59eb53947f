package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one stripe's files take.
 *
 * @param bytes all of them together
 * @param newestBytes the newest, which is the one that is being written and mapped
 */
public record StripeDisk(long bytes, long newestBytes) {

  private static final String FILES = "*.cq4";

  /** The stripes of {@code run} now; files that go meanwhile count as nothing. */
  public static List<StripeDisk> of(RunDirectory run) {
    int count = run.countStripes(0);
    List<StripeDisk> stripes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      stripes.add(of(run.stripe(i)));
    }
    return stripes;
  }

  private static StripeDisk of(Path stripe) {
    long bytes = 0;
    long newestBytes = 0;
    String newest = "";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(stripe, FILES)) {
      for (Path file : files) {
        long size = Files.size(file);
        String name = file.getFileName().toString();
        bytes += size;
        if (name.compareTo(newest) > 0) {
          newest = name;
          newestBytes = size;
        }
      }
    } catch (IOException gone) {
      return new StripeDisk(bytes, newestBytes);
    }
    return new StripeDisk(bytes, newestBytes);
  }
}
