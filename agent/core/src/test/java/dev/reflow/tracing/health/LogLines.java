package dev.reflow.tracing.health;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A log whose lines a test can read. */
public final class LogLines {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(bytes, true, StandardCharsets.UTF_8), Log.Level.DEBUG);

  public Log log() {
    return log;
  }

  /** Level and text of each line so far: {@code INFO file sink: …}. */
  public List<String> lines() {
    log.sayWaiting();
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^reflow \\S+ ", ""))
        .toList();
  }
}
