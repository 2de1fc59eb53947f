package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log that the settings ask for, also when they change. One thread at a time. */
final class AgentLog {

  private final Log log = new Log(System.err, Log.Level.OFF);
  private Optional<Path> path = Optional.empty();
  private @Nullable PrintStream file;

  /** A log as {@code settings} want it. */
  AgentLog(Settings settings) {
    apply(settings);
  }

  Log log() {
    return log;
  }

  /** Takes over the level and the file of {@code settings}. */
  void apply(Settings settings) {
    log.setLevel(Log.Level.valueOf(settings.get(Options.LOG_LEVEL).name()));
    Optional<Path> wanted = settings.get(Options.LOG_FILE);
    if (!wanted.equals(path)) {
      path = wanted;
      switchTo(wanted.isPresent() ? open(wanted.get(), settings) : null);
    }
  }

  private void switchTo(@Nullable PrintStream next) {
    PrintStream before = file;
    file = next;
    log.setOutput(next == null ? System.err : next);
    if (before != null) {
      before.close();
    }
  }

  /** Null where it cannot be written, and the log stays on standard error. */
  private @Nullable PrintStream open(Path wanted, Settings settings) {
    try {
      return new PrintStream(
          Files.newOutputStream(wanted, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          true,
          StandardCharsets.UTF_8);
    } catch (IOException closed) {
      log.setOutput(System.err);
      String text = "\"" + wanted + "\" cannot be written (" + closed + ")";
      log.warn(
          Problem.warning(settings.origin(Options.LOG_FILE), Options.LOG_FILE.key(), text)
              + "; the log goes to standard error");
      return null;
    }
  }
}
