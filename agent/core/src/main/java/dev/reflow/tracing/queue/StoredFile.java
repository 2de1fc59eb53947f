package dev.reflow.tracing.queue;

import java.nio.file.Path;

/**
 * A stripe's file, as it was found. Immutable.
 *
 * @param bytes up to the last record, whatever the file's length: a file that is written is as long
 *     as it may become, and the disk holds blocks only a little ahead of the writer
 * @param writtenMs when it was written last, milliseconds since the epoch; no earlier than the
 *     stripe's file before it
 * @param isCut whether it is known that its writer, this process, has left it and cut it behind its
 *     end
 */
record StoredFile(
    RunDirectory run,
    int stripe,
    long segment,
    Path path,
    long bytes,
    long writtenMs,
    boolean isCut) {}
