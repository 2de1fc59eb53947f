package dev.reflow.tracing.dist;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each file of each library goes in the agent's jar.
 *
 * <pre>
 * dev/reflow/tracing/launch/*.class     the way in, visible to the application's class path
 * reflow/boot/**.classdata              for the boot loader: the gates
 * reflow/lib/ARTIFACT/**                everything else, a directory for each library
 * reflow/index                          which libraries have which directory
 * META-INF/LICENSE                      the agent's own; each library's is in its directory
 * </pre>
 */
public final class AgentLayout {

  private static final String LAUNCH = "dev/reflow/tracing/launch/";
  private static final String BOOT = "reflow/boot/";
  private static final String BOOT_PACKAGE = "dev/reflow/tracing/bootstrap/";
  private static final String LIBRARIES = "reflow/lib/";
  private static final String INDEX = "reflow/index";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> bootClasses = new TreeMap<>();
  private final Index index = new Index();

  /** {@code arguments}: the directory to write, the agent's licence, the jars as a path list. */
  public static void main(String[] arguments) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (String jar : arguments[2].split(File.pathSeparator, -1)) {
      libraries.add(Library.read(Path.of(jar)));
    }
    AgentLayout layout = new AgentLayout().lay(libraries);
    layout.files.put("META-INF/LICENSE", Files.readAllBytes(Path.of(arguments[1])));
    layout.write(Path.of(arguments[0]));
  }

  /** Gives every file of {@code libraries} its place. */
  AgentLayout lay(List<Library> libraries) {
    for (Library library : libraries) {
      library.files().forEach((name, bytes) -> place(library, name, bytes));
    }
    index.addBootClasses(BootOrder.supertypesFirst(bootClasses));
    files.put(INDEX, index.text().getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private void place(Library library, String name, byte[] bytes) {
    String directory = name.substring(0, name.lastIndexOf('/') + 1);
    if (directory.equals(LAUNCH)) {
      files.put(name, bytes);
    } else if (directory.equals(BOOT_PACKAGE) && name.endsWith(".class")) {
      bootClasses.put(name.substring(0, name.length() - ".class".length()), bytes);
      put(BOOT, name, bytes);
    } else {
      put(LIBRARIES + library.artifactId() + "/", name, bytes);
    }
  }

  private void put(String root, String name, byte[] bytes) {
    index.add(root, name);
    files.put(root + stored(name), bytes);
  }

  /**
   * So that nothing that scans the application's class path takes a class for the application's.
   */
  private static String stored(String name) {
    return name.endsWith(".class") ? name + "data" : name;
  }

  /** The files by their place in the jar. */
  Map<String, byte[]> files() {
    return files;
  }

  private void write(Path directory) throws IOException {
    Directories.delete(directory);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
