package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the files of a directory take.
 *
 * @param usedBytes up to the last byte of each that is not zero
 * @param allocatedBytes what the file system has given to them and the directories
 * @param lengthBytes what a listing says
 */
record DiskUse(long usedBytes, long allocatedBytes, long lengthBytes) {

  private static final int CHUNK = 1 << 20;

  /** Adds up {@code directory}. */
  static DiskUse of(Path directory) throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    long used = 0;
    long length = 0;
    for (Path file : files) {
      used += usedBytes(file);
      length += Files.size(file);
    }
    return new DiskUse(used, allocatedBytes(directory), length);
  }

  private static long usedBytes(Path file) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      for (long end = access.length(); end > 0; end -= CHUNK) {
        long start = Math.max(0, end - CHUNK);
        access.seek(start);
        access.readFully(chunk, 0, (int) (end - start));
        for (int i = (int) (end - start) - 1; i >= 0; i--) {
          if (chunk[i] != 0) {
            return start + i + 1;
          }
        }
      }
    }
    return 0;
  }

  /** Java cannot ask for a file's blocks. */
  private static long allocatedBytes(Path directory) throws IOException, InterruptedException {
    Process du =
        new ProcessBuilder("du", "--summarize", "--block-size=1", directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (du.waitFor() != 0) {
      throw new IOException("du of " + directory + " failed");
    }
    return Long.parseLong(line.substring(0, line.indexOf('\t')));
  }
}
