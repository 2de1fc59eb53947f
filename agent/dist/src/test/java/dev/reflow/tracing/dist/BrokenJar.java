package dev.reflow.tracing.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Damages jars. */
final class BrokenJar {

  private BrokenJar() {}

  /** Copies {@code jar} but for one entry. */
  static void copy(Path jar, Path target, String withoutEntry) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(target);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        if (!entry.getName().equals(withoutEntry)) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
          to.closeEntry();
        }
      }
    }
  }
}
