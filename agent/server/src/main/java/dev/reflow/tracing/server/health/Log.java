package dev.reflow.tracing.server.health;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The server's log: one line for each change of state, never one for each event. Any thread. */
public final class Log {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final Clock clock;

  public Log(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Something went as it should. */
  public void info(String line) {
    print("INFO ", line);
  }

  /** Something did not, and what to do about it. */
  public void warn(String line) {
    print("WARN ", line);
  }

  private void print(String level, String line) {
    out.println(TIME.format(clock.instant()) + " " + level + " " + line);
  }
}
