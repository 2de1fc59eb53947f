package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChroniclePropertiesTest {

  private static final String NAMES_THE_FILE = "system.properties";

  @TempDir Path dir;

  @BeforeEach
  void setUp() throws Exception {
    Path file = dir.resolve("system.properties");
    Files.writeString(file, "reflow.test.new=from-file\nreflow.test.known=from-file\n");
    System.setProperty(NAMES_THE_FILE, file.toString());
    System.setProperty("reflow.test.known", "the application's");
  }

  @AfterEach
  void tearDown() {
    System.clearProperty(NAMES_THE_FILE);
    System.clearProperty("reflow.test.known");
    System.clearProperty("reflow.test.new");
  }

  @Test
  void shouldTakeOutWhatCameFromTheFile() {
    ChronicleProperties.keepApart(
        () -> System.getProperties().putIfAbsent("reflow.test.new", "from-file"));

    assertThat(System.getProperty("reflow.test.new")).isNull();
  }

  @Test
  void shouldKeepWhatTheApplicationHas() {
    ChronicleProperties.keepApart(
        () -> System.getProperties().putIfAbsent("reflow.test.known", "from-file"));

    assertThat(System.getProperty("reflow.test.known")).isEqualTo("the application's");
  }
}
