package dev.reflow.tracing.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the agent takes of one jar.
 *
 * @param artifactId the jar's name without its version
 * @param files the content by name, as a JVM of {@link #RELEASE} would see it: of a multi-release
 *     jar the newest version up to that release. Left out is what has no meaning inside the agent:
 *     manifests, signatures, module descriptors, Maven's files, and the pictures and models that
 *     Eclipse's bundles carry for its workbench. Licences and notices stay. PostgreSQL's driver is
 *     silenced.
 */
record Library(String artifactId, Map<String, byte[]> files) {

  private static final int RELEASE = 17;

  private static final Pattern VERSION = Pattern.compile("-\\d.*");
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|jpms\\.args|maven/.*|[^/]+\\.(SF|RSA|DSA|EC))"
              + "|(.*/)?(module|package)-info\\.class"
              // what only Kafka's servers and its telemetry use
              + "|org/apache/kafka/(shaded/.*|common/message/.*JsonConverter\\.class)"
              + "|common/message/.*"
              // zstd for systems that the agent is not for
              + "|(aix|freebsd|win/x86|linux/(i386|loongarch64|mips64|ppc64|ppc64le|riscv64|s390x"
              + "|arm))/.*"
              + "|(.*\\.melk|(images|docs|model|OSGI-INF)/.*|plugin\\.xml)");

  /** What logs by the JDK's means, which are the application's. */
  private static final Pattern LOGS = Pattern.compile("org/postgresql/.*\\.class");

  static Library read(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Map<String, byte[]> files = new TreeMap<>();
      Map<String, Integer> releases = new TreeMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        take(zip, entry, files, releases);
      }
      return new Library(VERSION.matcher(jar.getFileName().toString()).replaceFirst(""), files);
    }
  }

  private static void take(
      ZipFile zip, ZipEntry entry, Map<String, byte[]> files, Map<String, Integer> releases)
      throws IOException {
    Matcher versioned = VERSIONED.matcher(entry.getName());
    String name = versioned.matches() ? versioned.group(2) : entry.getName();
    int release = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
    if (entry.isDirectory() || release > RELEASE || LEFT_OUT.matcher(name).matches()) {
      return;
    }
    if (releases.merge(name, release, Math::max) == release) {
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readAllBytes();
        files.put(name, LOGS.matcher(name).matches() ? Silence.over(bytes) : bytes);
      }
    }
  }
}
