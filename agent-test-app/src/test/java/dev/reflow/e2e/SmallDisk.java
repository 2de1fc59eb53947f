package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of 48 MiB, mounted until {@link #close}; needs root. */
final class SmallDisk implements AutoCloseable {

  private static final long BYTES = 48L << 20;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long TIMEOUT_S = 30;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Memory: a store that finds no room is a signal. */
  static SmallDisk tmpfs(Path directory) throws IOException, InterruptedException {
    return mounted(directory, "mount", "-t", "tmpfs", "-o", "size=" + BYTES, "reflow");
  }

  /**
   * A disk of its own, with delayed allocation as on most servers, and with blocks smaller than the
   * system's pages, which is harder on mapped files.
   */
  static SmallDisk ext4(Path directory) throws IOException, InterruptedException {
    Path image = directory.resolveSibling("ext4.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    String made = run("mkfs.ext4", "-q", "-m", "0", "-b", "1024", image.toString());
    if (!made.isEmpty()) {
      missing("mkfs.ext4: " + made);
    }
    return mounted(directory, "mount", "-o", "loop", image.toString());
  }

  /** Takes every byte that is free, with {@code ballast} files until {@link #free}. */
  void fill() throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    // The last bytes go in small pieces.
    for (int size = CHUNK_BYTES; size > 0; size /= 4) {
      try (OutputStream out = Files.newOutputStream(directory.resolve("ballast-" + size))) {
        while (true) {
          out.write(chunk, 0, size);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }
  }

  /** Lets nobody make or delete a file, root not either, or lets them again. */
  void lock(boolean locked) throws IOException, InterruptedException {
    String change = locked ? "+i" : "-i";
    assertThat(
            run("find", directory.toString(), "-type", "d", "-exec", "chattr", change, "{}", "+"))
        .isEmpty();
  }

  /** Answers nobody who writes, who cannot be ended either, or answers again. */
  void freeze(boolean frozen) throws IOException, InterruptedException {
    assertThat(run("fsfreeze", frozen ? "-f" : "-u", directory.toString())).isEmpty();
  }

  /** Gives back what {@link #fill} took. */
  void free() throws IOException {
    try (var files = Files.newDirectoryStream(directory, "ballast-*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      // Lazily, as the last process that had a file of it open may be on its way out.
      assertThat(run("umount", "-l", directory.toString())).isEmpty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SmallDisk mounted(Path directory, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> words = new ArrayList<>(List.of(command));
    words.add(directory.toString());
    String failure = run(words.toArray(String[]::new));
    if (!failure.isEmpty()) {
      missing(String.join(" ", words) + ": " + failure);
    }
    return new SmallDisk(directory);
  }

  /** In CI nothing may be missing; elsewhere the test is left out. */
  private static void missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    abort(reason);
  }

  /** Runs a command; returns what was wrong, empty for nothing. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return String.valueOf(notThere.getMessage());
    }
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "hangs";
    }
    return process.exitValue() == 0 ? "" : "status " + process.exitValue() + " " + said.strip();
  }
}
