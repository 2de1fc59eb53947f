package dev.reflow.tracing.queue;

import java.nio.file.Path;

/**
 * A stripe's file, as it was found. Immutable.
 *
 * @param bytes up to the last record, whatever the file's length: a file that is written is as long
 *     as it may become, and the disk holds blocks only a little ahead of the writer; all of them
 *     where the file is used again
 * @param writtenMs when it was written last, milliseconds since the epoch; no earlier than the
 *     stripe's file before it
 * @param state what this process knows of it
 */
record StoredFile(
    RunDirectory run,
    int stripe,
    long segment,
    Path path,
    long bytes,
    long writtenMs,
    State state) {

  /** How far the writer of a file is with it. */
  enum State {
    /** This process writes it, or will do so next. */
    OPEN,
    /** This process has left it, and cut it behind its end: nothing will change about it. */
    CUT,
    /** Only the file itself can tell. */
    UNKNOWN
  }
}
