package dev.reflow.tracing.queue;

import java.nio.file.Path;

/**
 * A stripe's file, as it was found. Immutable.
 *
 * @param bytes its length; files are written without holes, but for the last megabyte or so
 * @param writtenMs when it was written last, milliseconds since the epoch; no earlier than the
 *     stripe's file before it
 */
record StoredFile(
    RunDirectory run, int stripe, long segment, Path path, long bytes, long writtenMs) {}
