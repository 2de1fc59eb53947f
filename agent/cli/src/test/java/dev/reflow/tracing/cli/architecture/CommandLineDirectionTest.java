package dev.reflow.tracing.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.reflow.tracing.weave.Explanation;
import org.junit.jupiter.api.Test;

/** The command line reads what the agent wrote; how it came to be written is not its business. */
class CommandLineDirectionTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.reflow.tracing");

  @Test
  void shouldNotSeeWeavingOrCapture() {
    noClasses()
        .that()
        .resideInAPackage("dev.reflow.tracing.cli..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "dev.reflow.tracing.weave..",
                    "dev.reflow.tracing.capture..",
                    "dev.reflow.tracing.bootstrap..",
                    "dev.reflow.tracing.launch..")
                // What doctor says of a class must be what weaving would do.
                .and(not(belongToAnyOf(Explanation.class))))
        .check(CLASSES);
  }

  @Test
  void shouldLeaveTheLibrariesOfOtherRoomsThere() {
    noClasses()
        .that()
        .resideInAPackage("dev.reflow.tracing.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "net.bytebuddy..",
            "net.openhft..",
            "com.github.luben..",
            "org.slf4j..",
            "net.sf.jsqlparser..",
            "org.HdrHistogram..",
            "org.eclipse..")
        .check(CLASSES);
  }

  @Test
  void shouldBeSeenByNothingOfTheAgent() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.reflow.tracing.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.reflow.tracing.cli..", "picocli..")
        .check(CLASSES);
  }
}
