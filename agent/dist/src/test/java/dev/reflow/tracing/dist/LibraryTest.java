package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

  @TempDir Path directory;

  private Library read(String jarName, String... entryNames) throws IOException {
    Path jar = directory.resolve(jarName);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : entryNames) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return Library.read(jar);
  }

  private static String text(Library library, String name) {
    return new String(library.files().getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  @Test
  void shouldNameALibraryWithoutItsVersion() throws IOException {
    assertThat(read("zstd-jni-1.5.7-28.jar", "a").artifactId()).isEqualTo("zstd-jni");
    assertThat(read("reflow-core-0.1.0-SNAPSHOT.jar", "a").artifactId()).isEqualTo("reflow-core");
    assertThat(read("plain.jar", "a").artifactId()).isEqualTo("plain.jar");
  }

  @Test
  void shouldTakeTheNewestVersionThatRunsOnJava17() throws IOException {
    Library library =
        read(
            "multi-1.jar",
            "META-INF/versions/11/p/A.class",
            "p/A.class",
            "META-INF/versions/9/p/A.class",
            "META-INF/versions/21/p/A.class",
            "META-INF/versions/17/p/B.class",
            "META-INF/versions/18/p/C.class");

    assertThat(library.files()).containsOnlyKeys("p/A.class", "p/B.class");
    assertThat(text(library, "p/A.class")).isEqualTo("META-INF/versions/11/p/A.class");
    assertThat(text(library, "p/B.class")).isEqualTo("META-INF/versions/17/p/B.class");
  }

  @Test
  void shouldLeaveOutWhatHasNoMeaningInsideTheAgent() throws IOException {
    Library library =
        read(
            "signed-1.jar",
            "META-INF/MANIFEST.MF",
            "META-INF/SIGNER.SF",
            "META-INF/SIGNER.RSA",
            "META-INF/INDEX.LIST",
            "META-INF/maven/g/a/pom.xml",
            "META-INF/versions/9/module-info.class",
            "module-info.class",
            "p/package-info.class",
            "images/controller.png",
            "model/graph.ecore",
            "org/eclipse/elk/Layered.melk",
            "plugin.xml",
            "p/");

    assertThat(library.files()).isEmpty();
  }

  @Test
  void shouldKeepLicencesServicesAndResources() throws IOException {
    String[] kept = {
      "META-INF/LICENSE", "META-INF/NOTICE.txt", "META-INF/services/p.Service", "linux/lib.so"
    };

    assertThat(read("kept-1.jar", kept).files()).containsOnlyKeys(kept);
  }
}
