package dev.reflow.tracing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which room may see which, and which library lives where. */
class DirectionTest {

  private static final JavaClasses CLASSES = House.classes();

  @Test
  void shouldKnowEveryRoom() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(type -> rooms.add(House.room(type)));
    assertThat(House.MAY_SEE.keySet()).as("DESIGN's table of packages").containsAll(rooms);
  }

  @Test
  void shouldSeeOnlyWhatTheRoomMaySee() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (House.isOurs(target) && !maySee(House.room(type), House.room(target))) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertThat(wrong).as("dependencies against the direction").isEmpty();
  }

  private static boolean maySee(String room, String other) {
    return room.equals(other)
        || Objects.requireNonNullElse(House.MAY_SEE.get(room), Set.of()).contains(other);
  }

  @Test
  void shouldHaveNoCycleBetweenPackages() {
    slices().matching(House.BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldKeepEachLibraryInItsRoom() {
    House.LIBRARIES.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    rooms.stream()
                        .map(room -> House.BASE + "." + room + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES));
  }

  @Test
  void shouldNeedNothingButTheJdkWhereApplicationsLook() {
    classes()
        .that()
        .resideInAnyPackage(House.BASE + ".bootstrap..", House.BASE + ".launch..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.internal.misc..",
            "org.jspecify.annotations..",
            House.BASE + ".bootstrap..",
            House.BASE + ".launch..")
        .check(CLASSES);
  }

  @Test
  void shouldSeeOnlyTheWriteSideOfTheQueueFromCapture() {
    noClasses()
        .that()
        .resideInAPackage(House.BASE + ".capture..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.queue\\.(EventTail|Position|PositionStore|Recovery|QueueVerifier)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void shouldSeeOnlyTheReadSideOfTheQueueFromShip() {
    noClasses()
        .that()
        .resideInAPackage(House.BASE + ".ship..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.queue\\.(EventQueue|Affinity)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void shouldKeepAdviceInWeave() {
    noClasses()
        .that()
        .resideOutsideOfPackage(House.BASE + ".weave..")
        .should()
        .haveSimpleNameEndingWith("Advice")
        .check(CLASSES);
  }

  @Test
  void shouldMarkEveryPackageForNullness() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaPackage room : CLASSES.getPackage(House.BASE).getSubpackagesInTree()) {
      if (!room.getClasses().isEmpty() && !room.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(room.getName());
      }
    }
    assertThat(unmarked).as("packages without @NullMarked in a package-info").isEmpty();
  }
}
