package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as it ships. */
class AgentJarIT {

  private static final long MAX_BYTES = 26L << 20;

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  @Test
  void shouldBeSmallEnough() throws IOException {
    assertThat(Files.size(ForkedJvm.AGENT)).isLessThan(MAX_BYTES);
  }

  @Test
  void shouldShowTheApplicationNothingButTheWayIn() throws IOException {
    assertThat(names())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.matches("dev/reflow/tracing/launch/[^/]+\\.class"));
    assertThat(names())
        .allMatch(name -> name.matches("(dev/reflow/tracing/launch|reflow|META-INF)/.*"))
        .noneMatch(name -> name.matches("META-INF/(services|versions)/.*"));
  }

  @Test
  void shouldNotShipAnnotationsThatNobodyReads() throws IOException {
    assertThat(names()).noneMatch(name -> name.matches(".*(jspecify|errorprone|jetbrains).*"));
  }

  @Test
  void shouldShipTheLicences() throws IOException {
    assertThat(names()).contains("META-INF/LICENSE", "reflow/lib/byte-buddy/META-INF/LICENSE");
  }

  @Test
  void shouldTellTheJvmWhatToCall() throws IOException {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.reflow.tracing.launch.Premain");
      assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.reflow.tracing.launch.Premain");
      assertThat(manifest.getValue("Main-Class"))
          .isEqualTo("dev.reflow.tracing.launch.CommandLine");
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    }
  }
}
