package dev.reflow.tracing.health;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The agent's own log: one line for each change of state, never one for each event. Any thread.
 *
 * <p>Lines begin with {@code reflow} and are written in one call, so that they stay whole between
 * the application's own.
 */
public final class Log {

  /** How much is said; a level includes those before it. */
  public enum Level {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /** Made with the first line: a formatter takes milliseconds, and most logs stay empty. */
  private static final class Clock {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Clock() {}
  }

  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private PrintStream out;
  private volatile Level level;

  public Log(PrintStream out, Level level) {
    this.out = out;
    this.level = level;
  }

  /** A log that says nothing. */
  public static Log silent() {
    return new Log(System.err, Level.OFF);
  }

  public Level level() {
    return level;
  }

  public void setLevel(Level level) {
    this.level = level;
  }

  /** Goes on in {@code next}; the stream before stays open. */
  public synchronized void setOutput(PrintStream next) {
    out.flush();
    out = next;
  }

  /** Tracing, or a part of it, does not work; the line says what to do. */
  public void error(String line) {
    write(Level.ERROR, line);
  }

  /** Something is not as the user wants it, and tracing goes on. */
  public void warn(String line) {
    write(Level.WARN, line);
  }

  /**
   * As {@link #warn}, but said by whoever calls {@link #sayWaiting} next: for the application's
   * threads, since where lines go may be a pipe that nobody reads. Callers see to it that there are
   * not many.
   */
  public void warnLater(String line) {
    waiting.add(line);
  }

  /** Says what was left to be said by a thread that may wait. */
  public void sayWaiting() {
    for (String line = waiting.poll(); line != null; line = waiting.poll()) {
      warn(line);
    }
  }

  /** A change of state. */
  public void info(String line) {
    write(Level.INFO, line);
  }

  /** For whoever looks for a fault in the agent. */
  public void debug(String line) {
    write(Level.DEBUG, line);
  }

  private void write(Level of, String line) {
    if (of.compareTo(level) <= 0) {
      LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
      print("reflow " + Clock.TIME.format(now) + " " + of + " " + line + System.lineSeparator());
    }
  }

  private synchronized void print(String line) {
    out.print(line);
    out.flush();
  }
}
