package dev.reflow.tracing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository around the code. */
class RepositoryTest {

  private static final Path ROOT = Sources.root();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)[^)]*\\)");

  @Test
  void shouldHoldAtTheTopOnlyWhatBelongsThere() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .filteredOn(name -> !name.startsWith(".") && !name.equals("target"))
          .isSubsetOf("pom.xml", "agent", "agent-test-app", "docs", "README.md", "LICENSE");
    }
  }

  @Test
  void shouldLinkOnlyToPagesThatAreThere() throws IOException {
    Set<String> broken = new TreeSet<>();
    for (Path page : pages()) {
      for (String target : links(page)) {
        if (!Files.exists(page.resolveSibling(target))) {
          broken.add(ROOT.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).as("links to files that do not exist").isEmpty();
  }

  @Test
  void shouldListEveryDecision() throws IOException {
    Path index = ROOT.resolve("docs/adr/README.md");
    try (Stream<Path> decisions = Files.list(index.resolveSibling("."))) {
      assertThat(links(index))
          .containsAll(
              decisions
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.matches("\\d{4}-.*\\.md"))
                  .toList());
    }
  }

  private static Set<Path> pages() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT.resolve("docs"))) {
      Set<Path> pages =
          walk.filter(path -> path.toString().endsWith(".md"))
              .collect(Collectors.toCollection(TreeSet::new));
      pages.add(ROOT.resolve("README.md"));
      return pages;
    }
  }

  private static Set<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(MatchResult::group)
        .map(link -> link.replaceFirst("^]\\(", "").replaceFirst("[)#].*$", ""))
        .filter(link -> !link.contains("://"))
        .collect(Collectors.toSet());
  }
}
