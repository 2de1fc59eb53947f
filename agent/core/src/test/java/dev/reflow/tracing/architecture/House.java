package dev.reflow.tracing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;

/** The rooms of the house: DESIGN's table, as data. */
final class House {

  static final String BASE = "dev.reflow.tracing";

  /** For each room the rooms that it may see; itself is understood. */
  static final Map<String, Set<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("bootstrap", Set.of()),
          Map.entry("launch", Set.of("bootstrap")),
          Map.entry("entry", Set.of("runtime")),
          Map.entry("event", Set.of()),
          Map.entry("health", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("rule", Set.of("config")),
          Map.entry("weave", Set.of("rule", "bootstrap", "health")),
          Map.entry("content", Set.of("event", "config", "rule", "health")),
          Map.entry("capture", Set.of("event", "queue", "bootstrap", "rule", "health", "content")),
          Map.entry("queue", Set.of("event", "health")),
          Map.entry("sink", Set.of("event", "health")),
          Map.entry("ship", Set.of("event", "queue", "sink", "health")),
          Map.entry(
              "runtime",
              Set.of(
                  "bootstrap",
                  "event",
                  "health",
                  "config",
                  "rule",
                  "weave",
                  "capture",
                  "content",
                  "queue",
                  "sink",
                  "ship")));

  /** For each library the rooms that may use it. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "net.bytebuddy", Set.of("weave"),
          "net.openhft", Set.of(),
          "tools.jackson", Set.of("event", "content", "sink", "runtime"),
          "com.github.luben", Set.of("sink", "sink.file", "sink.websocket"),
          "org.postgresql", Set.of("sink.postgres"),
          "org.apache.kafka", Set.of("sink.kafka"),
          "io.opentelemetry", Set.of(),
          "com.google.protobuf", Set.of(),
          "org.slf4j", Set.of(),
          "picocli", Set.of());

  private House() {}

  /** The main classes of core and bootstrap. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(BASE);
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(BASE + ".");
  }

  /** The first part of a package's name behind the base: {@code sink} for {@code sink.file}. */
  static String room(JavaClass type) {
    String inner = type.getPackageName().substring(BASE.length() + 1);
    int dot = inner.indexOf('.');
    return dot < 0 ? inner : inner.substring(0, dot);
  }
}
