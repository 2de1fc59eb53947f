package dev.reflow.tracing.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a small jar laid out as the agent's is. */
final class TestJar {

  private final StringBuilder index = new StringBuilder();
  private final ZipOutputStream zip;

  TestJar(Path jar) throws IOException {
    OutputStream out = Files.newOutputStream(jar);
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /** Adds the class file of {@code type}. */
  TestJar withClass(String root, Class<?> type) throws IOException {
    return withClass(root, type, type.getName());
  }

  /** Adds the agent's own Unsafe, which no loader but the agent's can load by its name. */
  TestJar withUnsafe(String root) throws IOException {
    return withClass(root, AgentLoader.class, "sun.misc.Unsafe");
  }

  private TestJar withClass(String root, Class<?> neighbour, String name) throws IOException {
    String file = name.replace('.', '/') + ".class";
    URL classes = neighbour.getProtectionDomain().getCodeSource().getLocation();
    return with(root + file + "data", Files.readAllBytes(Path.of(URI.create(classes + file))));
  }

  TestJar withText(String name, String text) throws IOException {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private TestJar with(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
    return this;
  }

  TestJar withIndexLine(String line) {
    index.append(line).append('\n');
    return this;
  }

  void close() throws IOException {
    withText(LibraryIndex.ENTRY, index.toString());
    zip.close();
  }
}
