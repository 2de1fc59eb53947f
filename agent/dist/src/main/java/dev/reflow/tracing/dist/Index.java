package dev.reflow.tracing.dist;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes what {@code dev.reflow.tracing.launch.LibraryIndex} reads; the format is told there. */
final class Index {

  private final Map<String, Set<String>> rootsByDirectory = new TreeMap<>();
  private final StringBuilder bootLines = new StringBuilder();

  /** The library at {@code root} has a file {@code name}. */
  void add(String root, String name) {
    String directory = name.substring(0, name.lastIndexOf('/') + 1);
    rootsByDirectory.computeIfAbsent(directory, key -> new LinkedHashSet<>()).add(root);
  }

  /** Internal names of classes for the boot loader, in the order in which to define them. */
  void addBootClasses(List<String> internalNames) {
    internalNames.forEach(name -> bootLines.append(' ').append(name).append('\n'));
  }

  String text() {
    StringBuilder text = new StringBuilder(bootLines);
    rootsByDirectory.forEach(
        (directory, roots) ->
            text.append(directory).append('\t').append(String.join("\t", roots)).append('\n'));
    return text.toString();
  }
}
