package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the next whole page behind a damaged header. Stateless; any thread. */
final class PageFinder {

  private PageFinder() {}

  /**
   * Where the first header from {@code from} on is whose page is filled exactly by records: chance
   * does not make one.
   *
   * @return -1 when there is none
   */
  static long find(SegmentFile file, long from) throws IOException {
    byte[] bytes = new byte[2 * PageBuffer.MOST_BYTES];
    ByteBuffer window = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = file.length();
    for (long at = from; at < end; at += PageBuffer.MOST_BYTES) {
      window.clear().limit(file.read(at, bytes, bytes.length));
      for (int i = 0; i < Math.min(PageBuffer.MOST_BYTES, window.limit()); i += 4) {
        if (isPage(window, i)) {
          return at + i;
        }
      }
    }
    return -1;
  }

  private static boolean isPage(ByteBuffer window, int at) {
    int records = at + SegmentFile.HEADER_BYTES;
    if (records + EventLayout.BODY > window.limit()) {
      return false;
    }
    int header = window.getInt(at);
    int length = SegmentFile.length(header);
    if (!SegmentFile.isComplete(header)
        || SegmentFile.isMetadata(header)
        || length < EventLayout.BODY
        || length > PageBuffer.MOST_BYTES
        || length > window.limit() - records) {
      return false;
    }
    ByteBuffer page = window.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(records + length);
    return PageBuffer.recordsEnd(page, records) == records + length;
  }
}
