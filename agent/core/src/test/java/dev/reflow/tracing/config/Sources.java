package dev.reflow.tracing.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sources of a configuration, to be filled by a test and loaded. */
public final class Sources {

  private final Properties system = new Properties();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Path directory;
  private @Nullable String argument;

  public Sources(Path directory) {
    this.directory = directory;
    system.setProperty("java.io.tmpdir", "/tmp");
    system.setProperty("user.name", "alice");
    system.setProperty("sun.java.command", "com.acme.Orders --fast");
  }

  /** Nothing but a file of this text, by the default name. */
  public static Loaded loadFile(Path directory, String text) {
    return new Sources(directory).file("reflow-agent.properties", text).load();
  }

  /** Whether tracing must stay off. */
  static boolean hasErrors(Loaded loaded) {
    return loaded.problems().stream().anyMatch(Problem::isError);
  }

  public Sources argument(String text) {
    argument = text;
    return this;
  }

  public Sources system(String key, String value) {
    system.setProperty(key, value);
    return this;
  }

  public Sources environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Sources file(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Loaded load() {
    return SettingsLoader.load(argument, system, environment, directory);
  }
}
