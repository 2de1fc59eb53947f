/**
 * Events as lines of a file.
 *
 * <p>Input: events. Output: NDJSON: each line is the EVENT of the Reflow protocol with {@code
 * trace_id} as an additional first field, so that a line can be sent to a server again without
 * anything else. A batch is appended at commit: as it is, or as one independent gzip member or zstd
 * frame, so that {@code zcat} and {@code zstdcat} read the whole file, also while it grows. What a
 * crash left unfinished at the end is cut off when the file is opened next; so is what a failed
 * batch has written, so a reader never meets half of a line that stays.
 *
 * <p>Acknowledged means handed to the operating system: it survives the end of the process, and a
 * power failure only where that is asked for. Thread: the shipper's; interrupts do not disturb it.
 * Failure: typed, one line, and the file is as it was at the last commit. zstd is loaded only when
 * it is asked for.
 */
@NullMarked
package dev.reflow.tracing.sink.file;

import org.jspecify.annotations.NullMarked;
