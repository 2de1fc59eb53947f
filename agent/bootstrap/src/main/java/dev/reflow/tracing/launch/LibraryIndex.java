package dev.reflow.tracing.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which libraries in the agent's jar have a directory, so that a class is found by one look
 * into the jar.
 *
 * <p>Text, written when the jar is assembled. A line that begins with a space names a boot class,
 * in an order in which no class comes before its supertypes; every other line is a directory, then,
 * each after a tab, the roots that have it. All end in a slash, and the topmost directory is empty:
 *
 * <pre>
 *  dev/reflow/tracing/bootstrap/Gate
 * dev/reflow/tracing/queue/    reflow/lib/reflow-core/
 * META-INF/services/           reflow/lib/jackson-core/  reflow/lib/slf4j-nop/
 * </pre>
 *
 * <p>Immutable; any thread.
 */
final class LibraryIndex {

  /** Where the jar has it. */
  static final String ENTRY = "reflow/index";

  private static final String[] NOWHERE = {};

  private final Map<String, String[]> rootsByDirectory;
  private final List<String> bootClasses;

  private LibraryIndex(Map<String, String[]> rootsByDirectory, List<String> bootClasses) {
    this.rootsByDirectory = rootsByDirectory;
    this.bootClasses = bootClasses;
  }

  /** Reads the lines in {@code bytes}. */
  static LibraryIndex parse(byte[] bytes) {
    Map<String, String[]> roots = new HashMap<>(512);
    List<String> boot = new ArrayList<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (text.charAt(start) == ' ') {
        boot.add(text.substring(start + 1, end));
      } else {
        int tab = text.indexOf('\t', start);
        roots.put(text.substring(start, tab), fields(text.substring(tab + 1, end)));
      }
      start = end + 1;
    }
    return new LibraryIndex(roots, boot);
  }

  /** Not {@code String.split}: nearly every line has one field, and this runs before main. */
  private static String[] fields(String line) {
    return line.indexOf('\t') < 0 ? new String[] {line} : line.split("\t");
  }

  /** The roots that have {@code directory}; do not modify. */
  String[] roots(String directory) {
    return rootsByDirectory.getOrDefault(directory, NOWHERE);
  }

  /** Internal names of the classes for the boot loader, supertypes first. */
  List<String> bootClasses() {
    return bootClasses;
  }
}
