package dev.reflow.tracing.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. One thread.
 *
 * <p>Results go to the output, progress and errors to the error stream, so that a pipe carries
 * results alone.
 */
final class Terminal {

  /** Whether a stream's reader is a person, and whether they want colours. */
  record Audience(boolean interactive, boolean coloured) {}

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final Audience outAudience;
  private final Audience errAudience;
  private final int width;
  private boolean inProgress;

  /**
   * Where to write.
   *
   * @param width characters that fit a line of the terminal
   */
  Terminal(
      PrintStream out, Audience outAudience, PrintStream err, Audience errAudience, int width) {
    this.out = out;
    this.outAudience = outAudience;
    this.err = err;
    this.errAudience = errAudience;
    this.width = width;
  }

  /** Whether results go to a person's terminal, not into a pipe or a file. */
  boolean isInteractive() {
    return outAudience.interactive();
  }

  /** Whether results are coloured. */
  boolean isColoured() {
    return outAudience.coloured();
  }

  /** Whether progress goes to a person's terminal. */
  boolean isErrorInteractive() {
    return errAudience.interactive();
  }

  int width() {
    return width;
  }

  /** {@code text} in {@code tone} where results are coloured. */
  String paint(Tone tone, String text) {
    return isColoured() ? tone.paint(text) : text;
  }

  /** One line of the result; {@link #flush} sends it on its way. */
  void line(String line) {
    out.print(line + '\n');
  }

  /** Sends what was written to its reader. */
  void flush() {
    // checkError flushes first, and is all that a PrintStream says of a reader that has gone.
    if (out.checkError()) {
      throw new OutputClosedException();
    }
  }

  /** A line beside the result: what goes on, what went wrong. */
  void note(String line) {
    out.flush();
    err.print((inProgress ? CLEAR_LINE : "") + line + '\n');
    err.flush();
    inProgress = false;
  }

  /** A stream whose every flush makes a {@link #note} of what was written since the last. */
  PrintStream notes() {
    ByteArrayOutputStream buffer =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            String text = toString(StandardCharsets.UTF_8).stripTrailing();
            reset();
            if (!text.isEmpty()) {
              note(text);
            }
          }
        };
    return new PrintStream(buffer, false, StandardCharsets.UTF_8);
  }

  /** The one line that says why a command failed. */
  void error(String line) {
    note((errAudience.coloured() ? Tone.RED.paint("reflow:") : "reflow:") + " " + line);
  }

  /** A line of progress that the next one takes the place of; only where a person watches. */
  void progress(String line) {
    if (isErrorInteractive()) {
      err.print(CLEAR_LINE + Shortening.end(line, width - 1));
      err.flush();
      inProgress = true;
    }
  }

  /** Takes the last line of progress away. */
  void clearProgress() {
    if (inProgress) {
      err.print(CLEAR_LINE);
      err.flush();
      inProgress = false;
    }
  }

  /** Leaves the last line of progress standing. */
  void endProgress() {
    if (inProgress) {
      err.print('\n');
      err.flush();
      inProgress = false;
    }
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }
}
