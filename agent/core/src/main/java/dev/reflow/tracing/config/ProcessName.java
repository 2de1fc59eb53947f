package dev.reflow.tracing.config;

import java.util.Properties;

/** What to call this process when nobody says. No state. */
final class ProcessName {

  private static final String UNKNOWN = "unknown";
  private static final int MAX_LENGTH = 64;

  private ProcessName() {}

  /** The main class's simple name or the jar's name, fit for a directory; else {@code unknown}. */
  static String of(Properties system) {
    String command = system.getProperty("sun.java.command", "").trim();
    String classPath = system.getProperty("java.class.path", "");
    if (isJar(classPath) && command.startsWith(classPath)) {
      return fileName(jarName(classPath)); // so a jar with spaces in its path is found whole
    }
    String first = command.isEmpty() ? "" : command.split("\\s+", 2)[0];
    if (first.isEmpty()) {
      first = system.getProperty("jdk.module.main.class", "");
    }
    return fileName(isJar(first) ? jarName(first) : simpleName(first));
  }

  /** {@code text} with everything replaced that may not stand in the name of a directory. */
  static String fileName(String text) {
    String safe = text.replaceAll("[^\\p{L}\\p{N}._-]", "-").replaceAll("^[.-]+|[.-]+$", "");
    String shortened = safe.substring(0, Math.min(MAX_LENGTH, safe.length()));
    return shortened.isEmpty() ? UNKNOWN : shortened;
  }

  private static boolean isJar(String path) {
    return path.endsWith(".jar") || path.endsWith(".war");
  }

  private static String jarName(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(slash + 1, path.length() - ".jar".length());
  }

  private static String simpleName(String mainClass) {
    return mainClass.replaceAll(".*[./$]", "");
  }
}
