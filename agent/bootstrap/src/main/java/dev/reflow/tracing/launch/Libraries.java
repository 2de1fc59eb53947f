package dev.reflow.tracing.launch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The libraries inside the agent's jar, one directory each. The jar stays open for as long as the
 * JVM lives. Any thread.
 *
 * <p>Class files end in {@code .classdata} there, so that nothing that scans the application's
 * class path takes them for the application's.
 */
final class Libraries {

  private static final String BOOT = "reflow/boot/";
  private static final String CLASS = ".class";

  private final ZipFile jar;
  private final String jarUrl;
  private final boolean withBoot;
  private final LibraryIndex index;

  /**
   * Opens {@code jar}.
   *
   * @param withBoot whether the classes for the boot loader are found here too
   */
  Libraries(Path jar, boolean withBoot) throws IOException {
    this.jar = new ZipFile(jar.toFile());
    // a folder whose name ends in an exclamation mark would look like the end of the jar's path
    this.jarUrl = "jar:" + jar.toUri().toString().replace("!", "%21") + "!/";
    this.withBoot = withBoot;
    this.index = LibraryIndex.parse(readBoot(LibraryIndex.ENTRY));
  }

  /** Class files for the boot loader, supertypes first. */
  List<byte[]> bootClasses() throws IOException {
    List<byte[]> classFiles = new ArrayList<>();
    for (String name : index.bootClasses()) {
      classFiles.add(readBoot(BOOT + stored(name + CLASS)));
    }
    return classFiles;
  }

  private byte[] readBoot(String entryName) throws IOException {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) {
      throw new FileNotFoundException(entryName + " is missing in " + jar.getName());
    }
    return read(entry);
  }

  /** The first library's file of that name, or null when there is none. */
  byte @Nullable [] read(String name) throws IOException {
    ZipEntry entry = first(name);
    return entry == null ? null : read(entry);
  }

  /** As {@link #read}, as a stream. */
  @Nullable InputStream open(String name) throws IOException {
    ZipEntry entry = first(name);
    return entry == null ? null : jar.getInputStream(entry);
  }

  /** Where each library that has a file of that name has it. */
  List<URL> locate(String name) {
    List<URL> urls = new ArrayList<>();
    for (String root : index.roots(directory(name))) {
      if (find(root, name) != null) {
        urls.add(url(root + stored(name)));
      }
    }
    return urls;
  }

  private @Nullable ZipEntry first(String name) {
    for (String root : index.roots(directory(name))) {
      ZipEntry entry = find(root, name);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private @Nullable ZipEntry find(String root, String name) {
    return withBoot || !root.equals(BOOT) ? jar.getEntry(root + stored(name)) : null;
  }

  private byte[] read(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readNBytes((int) entry.getSize());
    }
  }

  private URL url(String entryName) {
    try {
      return new URL(jarUrl + entryName);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String directory(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static String stored(String name) {
    return name.endsWith(CLASS) ? name + "data" : name;
  }
}
