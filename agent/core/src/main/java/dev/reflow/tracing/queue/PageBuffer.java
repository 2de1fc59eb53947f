package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EventLayout;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One page copied out of its file, used again for the next. Not thread-safe. */
final class PageBuffer {

  /** Longer pages nobody writes. */
  static final int MOST_BYTES = 1 << 20;

  /** A page that is open has no length yet; no page grows beyond this. */
  private static final int MOST_OPEN_BYTES = 2 * Stripe.LONGEST_BYTES;

  private static final int FIRST_OPEN_BYTES = 8 * 1024;

  private byte[] bytes = new byte[0];
  private ByteBuffer page = wrap();

  /** The page's records, little-endian, from index 0 to its limit. */
  ByteBuffer page() {
    return page;
  }

  /** Reads the closed page whose records are the {@code length} bytes behind its header. */
  void load(SegmentFile file, long header, int length) throws IOException {
    ensure(length);
    page.clear().limit(file.readClosed(header, bytes, length));
  }

  /** Reads the committed records of a page that is still open, or was when its process ended. */
  void loadOpen(SegmentFile file, long at) throws IOException {
    int wanted = FIRST_OPEN_BYTES;
    int committed = committed(file, at, wanted);
    while (isCut(committed) && wanted < MOST_OPEN_BYTES) {
      wanted *= 2;
      committed = committed(file, at, wanted);
    }
    // The second look finds whole what the first found committed.
    VarHandle.loadLoadFence();
    page.clear().limit(file.read(at, bytes, committed));
  }

  private int committed(SegmentFile file, long at, int wanted) throws IOException {
    ensure(wanted);
    page.clear().limit(file.read(at, bytes, wanted));
    return recordsEnd(page, 0);
  }

  /** Whether there may be more than was read. */
  private boolean isCut(int committed) {
    return committed + EventLayout.BODY > page.limit() || page.getInt(committed) != 0;
  }

  /** Where the records that begin at {@code start} end: at a length word that cannot be one. */
  static int recordsEnd(ByteBuffer page, int start) {
    int at = start;
    while (at + EventLayout.BODY <= page.limit()) {
      int length = page.getInt(at);
      boolean record =
          length >= EventLayout.BODY
              && (length & 3) == 0
              && length <= page.limit() - at
              && page.get(at + EventLayout.VERSION_AT) == EventLayout.VERSION;
      if (!record) {
        break;
      }
      at += length;
    }
    return at;
  }

  private void ensure(int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
      page = wrap();
    }
  }

  private ByteBuffer wrap() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
