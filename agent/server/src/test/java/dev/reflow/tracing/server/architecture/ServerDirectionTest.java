package dev.reflow.tracing.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events flow from those who collect to the store, and from there to those who ask. */
class ServerDirectionTest {

  private static final String BASE = "dev.reflow.tracing.server";

  /** For each package those of ours that it may not see. */
  private static final Map<String, List<String>> MAY_NOT_SEE =
      Map.of(
          "event", List.of("health", "collect", "store", "query", "subscribe", "protocol", "http"),
          "health", List.of("collect", "store", "query", "subscribe", "protocol", "http"),
          "collect", List.of("query", "subscribe", "protocol", "http"),
          "store", List.of("collect", "query", "subscribe", "protocol", "http"),
          "query", List.of("collect", "subscribe", "protocol", "http"),
          "subscribe", List.of("collect", "store", "query", "protocol", "http"),
          "protocol", List.of("kafka", "http"),
          "kafka", List.of("http"));

  /** For each library the only packages that may use it. */
  private static final Map<String, String[]> LIBRARIES =
      Map.of(
          "org.eclipse.jetty", new String[] {BASE + ".http"},
          "org.duckdb", new String[] {BASE + ".store.duckdb"},
          "org.postgresql", new String[] {BASE + ".store.postgres"},
          "org.apache.kafka", new String[] {BASE + ".kafka"},
          "com.github.luben", new String[] {BASE + ".collect"},
          "net.jpountz", new String[] {BASE + ".collect"},
          "org.brotli", new String[] {BASE + ".collect"},
          "picocli", new String[] {BASE},
          "tools.jackson", new String[] {BASE + ".event", BASE + ".protocol", BASE + ".http"});

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void shouldLetEventsFlowOneWay() {
    MAY_NOT_SEE.forEach(
        (room, others) ->
            others.forEach(
                other ->
                    noClasses()
                        .that()
                        .resideInAPackage(BASE + "." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(BASE + "." + other + "..")
                        .check(CLASSES)));
  }

  @Test
  void shouldKeepEachLibraryInItsPackages() {
    LIBRARIES.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES));
  }

  @Test
  void shouldHaveNoCycleBetweenPackages() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
