package dev.reflow.tracing.analysis.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events in, answers out: the analysis knows nothing of where flows come from. */
class AnalysisDirectionTest {

  private static final String BASE = "dev.reflow.tracing.analysis";

  /** For each library the one package that may use it. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "net.sf.jsqlparser", BASE + ".predicate",
          "org.HdrHistogram", BASE + ".stats",
          "org.eclipse", BASE + ".graph.layout",
          "tools.jackson", BASE + ".graph");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void shouldSeeNothingElseOfOurs() {
    classes()
        .that()
        .resideInAPackage(BASE + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "..",
            "java..",
            "org.jspecify.annotations..",
            "net.sf.jsqlparser..",
            "org.HdrHistogram..",
            "org.eclipse..",
            "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepEachLibraryInItsPackage() {
    LIBRARIES.forEach(
        (library, room) ->
            noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES));
  }

  @Test
  void shouldHaveNoCycleBetweenPackages() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldReadPredicatesWithoutKnowingFlows() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".predicate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE, BASE + ".stats..", BASE + ".lineage..", BASE + ".graph..")
        .check(CLASSES);
  }
}
