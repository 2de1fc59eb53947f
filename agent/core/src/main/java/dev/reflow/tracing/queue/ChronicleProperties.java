package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Keeps Chronicle from changing the application's system properties: while its first class is
 * initialized it loads a file {@code system.properties} of the working directory, or the one above,
 * into them. What came from there is taken out again at once.
 */
final class ChronicleProperties {

  private static final String FILE = "system.properties";

  private ChronicleProperties() {}

  /** Runs {@code loadChronicle}, then undoes what it put into the system properties. */
  static void keepApart(Runnable loadChronicle) {
    List<Object> absent = absentKeys();
    loadChronicle.run();
    absent.forEach(System.getProperties()::remove);
  }

  private static List<Object> absentKeys() {
    List<Object> absent = new ArrayList<>();
    for (Path file : List.of(Path.of(System.getProperty(FILE, FILE)), Path.of("..", FILE))) {
      for (Object key : read(file).keySet()) {
        if (!System.getProperties().containsKey(key)) {
          absent.add(key);
        }
      }
    }
    return absent;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException unreadable) {
        // Chronicle cannot read it either.
        properties.clear();
      }
    }
    return properties;
  }
}
