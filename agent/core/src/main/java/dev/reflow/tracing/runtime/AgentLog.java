package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Opens the log that the settings ask for. */
final class AgentLog {

  private AgentLog() {}

  static Log open(Settings settings) {
    Log.Level level = Log.Level.valueOf(settings.get(Options.LOG_LEVEL).name());
    Optional<Path> file = settings.get(Options.LOG_FILE);
    if (file.isEmpty()) {
      return new Log(System.err, level);
    }
    try {
      return new Log(
          new PrintStream(
              Files.newOutputStream(
                  file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              true,
              StandardCharsets.UTF_8),
          level);
    } catch (IOException closed) {
      Log fallback = new Log(System.err, level);
      fallback.warn(
          settings.origin(Options.LOG_FILE)
              + ": "
              + Options.LOG_FILE.key()
              + ": \""
              + file.get()
              + "\" cannot be written ("
              + closed
              + "); the log goes to standard error");
      return fallback;
    }
  }
}
