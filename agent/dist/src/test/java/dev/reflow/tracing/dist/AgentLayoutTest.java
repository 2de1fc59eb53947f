package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgentLayoutTest {

  private static final byte[] ANY = {};

  private static Library library(String name, String... files) {
    Map<String, byte[]> content = new TreeMap<>();
    for (String file : files) {
      content.put(file, ANY);
    }
    return new Library(name, content);
  }

  private static List<String> index(AgentLayout layout) {
    byte[] index = Objects.requireNonNull(layout.files().get("reflow/index"));
    return new String(index, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void shouldLeaveTheWayInWhereTheJvmLooks() {
    AgentLayout layout =
        new AgentLayout()
            .lay(List.of(library("reflow-bootstrap", "dev/reflow/tracing/launch/Premain.class")));

    assertThat(layout.files())
        .containsOnlyKeys("dev/reflow/tracing/launch/Premain.class", "reflow/index");
    assertThat(index(layout)).isEmpty();
  }

  @Test
  void shouldGiveEachLibraryADirectoryAndHideItsClasses() {
    AgentLayout layout =
        new AgentLayout()
            .lay(
                List.of(
                    library("one", "p/A.class", "META-INF/services/s", "top.txt"),
                    library("two", "META-INF/services/s")));

    assertThat(layout.files())
        .containsOnlyKeys(
            "reflow/index",
            "reflow/lib/one/p/A.classdata",
            "reflow/lib/one/top.txt",
            "reflow/lib/one/META-INF/services/s",
            "reflow/lib/two/META-INF/services/s");
    assertThat(index(layout))
        .containsExactly(
            "\treflow/lib/one/",
            "META-INF/services/\treflow/lib/one/\treflow/lib/two/",
            "p/\treflow/lib/one/");
  }

  @Test
  void shouldListBootClassesSupertypesFirst() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : List.of("Closed", "Gate", "Tracer")) {
      String file = "dev/reflow/tracing/bootstrap/" + name + ".class";
      try (InputStream in =
          Objects.requireNonNull(AgentLayoutTest.class.getResourceAsStream("/" + file))) {
        files.put(file, in.readAllBytes());
      }
    }

    AgentLayout layout = new AgentLayout().lay(List.of(new Library("reflow-bootstrap", files)));

    assertThat(layout.files())
        .containsKey("reflow/boot/dev/reflow/tracing/bootstrap/Gate.classdata");
    assertThat(index(layout))
        .containsExactly(
            " dev/reflow/tracing/bootstrap/Tracer",
            " dev/reflow/tracing/bootstrap/Closed",
            " dev/reflow/tracing/bootstrap/Gate",
            "dev/reflow/tracing/bootstrap/\treflow/boot/");
  }
}
