package dev.reflow.tracing.sink.postgres.silent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says nothing. Any thread. */
public final class Logger {

  private static final Logger ONLY = new Logger();

  private Logger() {}

  /** The same for each name. */
  public static Logger getLogger(String name) {
    return ONLY;
  }

  /** No name, as the root's. */
  public String getName() {
    return "";
  }

  /** Never, so that lines are not even put together. */
  public boolean isLoggable(Level level) {
    return false;
  }

  /** Nothing. */
  public void log(LogRecord line) {}

  /** Nothing. */
  public void log(Level level, String line) {}

  /** Nothing. */
  public void log(Level level, Supplier<String> line) {}

  /** Nothing. */
  public void log(Level level, String line, @Nullable Object parameter) {}

  /** Nothing. */
  public void log(Level level, String line, @Nullable Object[] parameters) {}

  /** Nothing. */
  public void log(Level level, String line, @Nullable Throwable thrown) {}
}
