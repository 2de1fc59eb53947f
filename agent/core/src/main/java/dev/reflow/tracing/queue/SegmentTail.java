package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.CorruptRecordException;
import dev.reflow.tracing.event.EdgeRates;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.PageReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of a stripe, event by event, while it is written or after. Not thread-safe.
 *
 * <p>A page that is open is read as far as it is committed; that is also how the last page of a
 * dead process is recovered, and its file is never touched for it.
 */
final class SegmentTail implements AutoCloseable {

  private final SegmentFile file;
  private final Damage.Listener onDamage;
  private final PageReader reader;
  private final PageBuffer buffer = new PageBuffer();
  private final EventHandler take = event -> taken = event;
  private @Nullable EventView taken;

  private long pageAt;
  private int offset;

  /** The present page's header: 0 while the page is open, and before it was looked at. */
  private int header;

  private boolean loaded;
  private boolean ended;
  private long furthestPage;
  private int furthestOffset;
  private long pages;

  SegmentTail(SegmentFile file, EdgeRates rates, Damage.Listener onDamage) {
    this.file = file;
    this.reader = new PageReader(rates);
    this.onDamage = onDamage;
  }

  /** The next event, good until the next call; null when there is none now. */
  @Nullable EventView next() throws IOException {
    taken = null;
    poll(take, 1);
    return taken;
  }

  /**
   * Hands on the next events, of one page only. Where {@code handler} throws, the event is the next
   * one still.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  int poll(EventHandler handler, int max) throws IOException {
    int count = loaded ? readLoaded(handler, max) : 0;
    while (count == 0 && advance()) {
      count = loaded ? readLoaded(handler, max) : 0;
    }
    return count;
  }

  /** Whether the file's end was read: nothing will ever follow. */
  boolean isEnded() {
    return ended;
  }

  /** Whether the last page is one that its writer has not closed. */
  boolean isOpenPage() {
    return header == 0 && offset > 0;
  }

  /** Bytes from the file's beginning to the present page. */
  long pageAt() {
    return pageAt;
  }

  /** Bytes from the page's first record to the next. */
  int offset() {
    return offset;
  }

  /** Pages begun so far. */
  long pages() {
    return pages;
  }

  /** Whether {@link #seek} can go to that place without a look at the pages before. */
  boolean hasPassed(long page, int inPage) {
    return page < furthestPage || (page == furthestPage && inPage <= furthestOffset);
  }

  /** Goes to a place, after reading the definitions before it if they were not read yet. */
  void seek(long page, int inPage) throws IOException {
    rememberFurthest();
    if (hasPassed(page, inPage)) {
      pageAt = page;
      loaded = false;
    } else {
      readDefinitionsUpTo(page, inPage);
    }
    offset = pageAt == page ? inPage : offset;
    ended = false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int readLoaded(EventHandler handler, int max) {
    int known = reader.undefined();
    long handedOn = reader.flows();
    boolean isRead = false;
    try {
      offset = reader.read(buffer.page(), offset, max, handler);
      isRead = true;
    } catch (CorruptRecordException damage) {
      report(damage.offset(), damage.getMessage() + "; the rest of its page is left out");
      offset = buffer.page().limit();
      isRead = true;
    } finally {
      offset = isRead ? offset : reader.place();
    }
    if (reader.undefined() > known) {
      report(offset, "a flow names what no record before it defines; it shows as unknown");
    }
    return (int) (reader.flows() - handedOn);
  }

  /** Goes on to more records, in this page or the next; false when there are none now. */
  private boolean advance() throws IOException {
    if (ended) {
      return false;
    }
    if (loaded && header != 0) {
      leavePage(SegmentFile.next(pageAt, header));
    }
    header = file.header(pageAt);
    if (header == 0) {
      return begin(loadOpen());
    }
    ended = header == SegmentFile.END_OF_FILE;
    int length = SegmentFile.length(header);
    if (!SegmentFile.isComplete(header) && length == 0) {
      return begin(false);
    }
    if (!SegmentFile.isComplete(header)
        || length > PageBuffer.MOST_BYTES
        || !file.holds(pageAt, length)) {
      return skipDamage("a page of " + length + " bytes cannot be");
    }
    if (SegmentFile.isMetadata(header)) {
      leavePage(SegmentFile.next(pageAt, header));
      return true;
    }
    buffer.load(file, pageAt, length);
    return begin(true);
  }

  private boolean loadOpen() throws IOException {
    long records = pageAt + SegmentFile.HEADER_BYTES;
    if (file.word(records + offset) == 0) {
      return false;
    }
    buffer.loadOpen(file, records);
    return buffer.page().limit() > offset;
  }

  private boolean begin(boolean hasRecords) {
    pages += hasRecords && offset == 0 ? 1 : 0;
    loaded = hasRecords;
    return hasRecords;
  }

  private void leavePage(long next) {
    rememberFurthest();
    pageAt = next;
    offset = 0;
    loaded = false;
  }

  /**
   * Goes on behind zeros that hide whole pages, as a crash of the machine leaves them; for a file
   * that nobody writes any more.
   *
   * @return whether there was such a page
   */
  boolean skipHole() throws IOException {
    if (ended) {
      return false;
    }
    long next = PageFinder.find(file, pageAt + SegmentFile.HEADER_BYTES + offset);
    ended = next < 0;
    return !ended && skipDamage("no page where one must be");
  }

  private boolean skipDamage(String problem) throws IOException {
    long next = PageFinder.find(file, pageAt + SegmentFile.HEADER_BYTES + offset);
    String left = next < 0 ? "the rest of the file is" : (next - pageAt) + " bytes are";
    onDamage.onDamage(new Damage(file.path(), pageAt, problem + "; " + left + " left out"));
    if (next < 0) {
      ended = true;
      return begin(false);
    }
    leavePage(next);
    return true;
  }

  private void readDefinitionsUpTo(long page, int inPage) throws IOException {
    pageAt = 0;
    offset = 0;
    loaded = false;
    do {
      if (loaded) {
        readDefinitions(pageAt == page ? inPage : Integer.MAX_VALUE);
      }
    } while ((pageAt < page || !loaded) && advance());
    rememberFurthest();
  }

  private void readDefinitions(int end) {
    try {
      reader.readDefinitions(buffer.page(), end);
    } catch (CorruptRecordException damage) {
      report(damage.offset(), damage.getMessage() + "; definitions behind it are left out");
    }
    offset = Math.min(end, buffer.page().limit());
  }

  private void rememberFurthest() {
    if (!hasPassed(pageAt, offset)) {
      furthestPage = pageAt;
      furthestOffset = offset;
    }
  }

  private void report(int inPage, String problem) {
    onDamage.onDamage(new Damage(file.path(), pageAt + SegmentFile.HEADER_BYTES + inPage, problem));
  }
}
