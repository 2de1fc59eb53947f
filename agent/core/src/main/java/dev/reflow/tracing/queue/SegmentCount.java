package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EdgeRates;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads files that their writer has left, for what is in them. Stateless; any thread. */
final class SegmentCount {

  private SegmentCount() {}

  /** How many events {@code file} holds behind {@code place} in it. */
  static long behind(Path file, Position.Place place) throws IOException {
    try (SegmentTail tail = new SegmentTail(new SegmentFile(file), new EdgeRates(), damage -> {})) {
      if (place.pageAt() > 0 || place.offset() > 0) {
        tail.seek(place.pageAt(), place.offset());
      }
      long events = 0;
      boolean more = true;
      while (more) {
        boolean found = tail.next() != null;
        events += found ? 1 : 0;
        more = found || tail.skipHole();
      }
      return events;
    }
  }

  /** Whether a writer has begun {@code file} with an event; false where there is no such file. */
  static boolean hasEvent(@Nullable Path file) {
    if (file == null) {
      return false;
    }
    try (SegmentTail tail = new SegmentTail(new SegmentFile(file), new EdgeRates(), damage -> {})) {
      return tail.next() != null;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether a writer has set the mark of its end into {@code file}. */
  static boolean isEnded(Path file) {
    try (SegmentFile open = new SegmentFile(file)) {
      long at = 0;
      int header = open.word(at);
      while (SegmentFile.isComplete(header)) {
        at = SegmentFile.next(at, header);
        header = open.word(at);
      }
      return header == SegmentFile.END_OF_FILE;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
