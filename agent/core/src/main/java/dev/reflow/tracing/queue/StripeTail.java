package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EdgeRates;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one stripe, file after file. Not thread-safe. */
final class StripeTail implements AutoCloseable {

  private static final int LOOK_EVERY = 64;

  private final Path stripe;

  /** Whether nobody writes the stripe any more. */
  private final boolean finished;

  private final Damage.Listener onDamage;
  private final EdgeRates rates;
  private final EventHandler take = new Taking();

  /** Edge counts that were read before {@link #head} and not handed on yet. */
  private final Deque<EdgeCount> counts = new ArrayDeque<>();

  private @Nullable SegmentTail tail;
  private long segment;
  private @Nullable EventView head;
  private Position.Place before = Position.Place.BEGINNING;
  private int idlePolls;
  private int files;
  private long pages;

  private final class Taking implements EventHandler {
    @Override
    public void onEvent(EventView event) {
      head = event;
    }

    @Override
    public void onEdgeCount(EdgeCount count) {
      counts.add(count);
    }
  }

  /**
   * A tail at the stripe's beginning.
   *
   * @param rates shared by the run's stripes
   */
  StripeTail(Path stripe, boolean finished, EdgeRates rates, Damage.Listener onDamage) {
    this.stripe = stripe;
    this.finished = finished;
    this.rates = rates;
    this.onDamage = onDamage;
  }

  /** The next event, which stays the next until {@link #consume}; null when there is none now. */
  @Nullable EventView peek() {
    if (head == null) {
      before = counts.isEmpty() ? place() : before;
      pollMore(take, 1);
    }
    return head;
  }

  /**
   * Hands on the next events. Where {@code handler} throws, the event is the next one still.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  int poll(EventHandler handler, int max) {
    int count = 0;
    handOnCounts(handler);
    EventView first = head;
    if (first != null) {
      handler.onEvent(first);
      consume();
      count = 1;
    }
    int more = 1;
    while (more > 0 && count < max) {
      more = pollMore(handler, max - count);
      count += more;
    }
    return count;
  }

  /** Hands on the edge counts that {@link #peek} went by. */
  void handOnCounts(EventHandler handler) {
    for (EdgeCount next = counts.peek(); next != null; next = counts.peek()) {
      handler.onEdgeCount(next);
      counts.remove();
    }
  }

  /** Goes behind the event that {@link #peek} showed. */
  void consume() {
    head = null;
  }

  /** Behind the last event that was consumed. */
  Position.Place position() {
    return head == null && counts.isEmpty() ? place() : before;
  }

  /** Goes to {@code place}, or to the first event behind it that is still there. */
  void seek(Position.Place place) {
    head = null;
    counts.clear();
    try {
      SegmentTail present = tail;
      if (present == null || segment != place.segment()) {
        present = place.segment() == 0 && place.pageAt() == 0 ? null : openExactly(place);
      }
      if (present != null) {
        present.seek(place.pageAt(), place.offset());
      } else {
        closeTail();
        segment = place.segment();
      }
    } catch (IOException failure) {
      onDamage.onDamage(new Damage(stripe, 0, "cannot be read: " + failure));
    }
  }

  /** Goes to the beginning of the file of {@code wanted}, if it stands before that. */
  void skipTo(long wanted) {
    if (segment < wanted) {
      head = null;
      close();
      segment = wanted;
    }
  }

  /** Whether the last page is one that its writer has not closed. */
  boolean isOpenPage() {
    SegmentTail present = tail;
    return present != null && present.isOpenPage();
  }

  /** Files begun so far. */
  int files() {
    return files;
  }

  /** Pages begun so far. */
  long pages() {
    SegmentTail present = tail;
    return present == null ? pages : pages + present.pages();
  }

  @Override
  public void close() {
    try {
      closeTail();
    } catch (IOException failure) {
      onDamage.onDamage(new Damage(stripe, 0, "cannot be closed: " + failure));
    }
  }

  private Position.Place place() {
    SegmentTail present = tail;
    return present == null
        ? new Position.Place(segment, 0, 0)
        : new Position.Place(segment, present.pageAt(), present.offset());
  }

  private int pollMore(EventHandler handler, int max) {
    try {
      return next(handler, max);
    } catch (IOException failure) {
      onDamage.onDamage(new Damage(stripe, 0, "cannot be read: " + failure));
      return 0;
    }
  }

  private int next(EventHandler handler, int max) throws IOException {
    while (true) {
      SegmentTail present = tail;
      int read = present == null ? 0 : present.poll(handler, max);
      if (read > 0) {
        return read;
      }
      OptionalLong following = following();
      if (following.isEmpty()) {
        if (finished && present != null && present.skipHole()) {
          continue;
        }
        return 0;
      }
      // The next file was there already when this one is looked at again: all of it is there.
      read = present == null ? 0 : present.poll(handler, max);
      if (read > 0) {
        return read;
      }
      if (present == null || !present.skipHole()) {
        openIfThere(following.getAsLong());
      }
    }
  }

  private OptionalLong following() throws IOException {
    SegmentTail present = tail;
    if (present == null) {
      return SegmentName.next(stripe, segment);
    }
    // A writer says so where a file ends; only now and then a look whether one failed to.
    if (!present.isEnded() && !finished && ++idlePolls % LOOK_EVERY != 0) {
      return OptionalLong.empty();
    }
    Path next = SegmentName.file(stripe, segment + 1);
    if (Files.exists(next)) {
      // A file is made before it is needed: only its first record says that the one before is done.
      return finished || SegmentFile.isBegun(next) || isGivenUp(segment + 1)
          ? OptionalLong.of(segment + 1)
          : OptionalLong.empty();
    }
    // Only where files were deleted under the reader can a number be missing.
    return Files.exists(SegmentName.file(stripe, segment))
        ? OptionalLong.empty()
        : SegmentName.next(stripe, segment + 1);
  }

  /** A file that could not be begun, for a store to it failed, is empty; the writer went on. */
  private boolean isGivenUp(long empty) throws IOException {
    Path later = SegmentName.file(stripe, empty + 1);
    return Files.exists(later) && SegmentFile.isBegun(later);
  }

  private @Nullable SegmentTail openExactly(Position.Place place) throws IOException {
    Path file = SegmentName.file(stripe, place.segment());
    if (Files.exists(file)) {
      return open(place.segment());
    }
    if (!isNeverWritten(place)) {
      onDamage.onDamage(new Damage(file, 0, "the file of the committed position is gone"));
    }
    return null;
  }

  /** Between the look for it and this a file may have been deleted: then the next is looked for. */
  private void openIfThere(long wanted) throws IOException {
    try {
      open(wanted);
    } catch (FileNotFoundException failure) {
      if (Files.exists(SegmentName.file(stripe, wanted))) {
        throw failure;
      }
    }
  }

  /** Its writer deletes the last file where nothing was written to it, when it ends. */
  private boolean isNeverWritten(Position.Place place) throws IOException {
    return place.pageAt() <= SegmentPrefix.BYTES
        && place.offset() == 0
        && SegmentName.next(stripe, place.segment()).isEmpty();
  }

  private SegmentTail open(long wanted) throws IOException {
    closeTail();
    segment = wanted;
    SegmentTail opened =
        new SegmentTail(new SegmentFile(SegmentName.file(stripe, wanted)), rates, onDamage);
    tail = opened;
    files++;
    return opened;
  }

  private void closeTail() throws IOException {
    SegmentTail present = tail;
    if (present != null) {
      pages = pages();
      tail = null;
      present.close();
    }
  }
}
