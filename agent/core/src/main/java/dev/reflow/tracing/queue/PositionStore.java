package dev.reflow.tracing.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One sink's committed position in one run; survives the kill of its process. One thread.
 *
 * <p>The file has two slots, written in turn: a write that is cut short leaves the other slot's
 * position. Nothing is forced to the disk: after a crash of the machine a position may be old,
 * which makes duplicates and no loss.
 *
 * <pre>
 *   0      4         8         16       20      24
 *   +------+---------+---------+--------+-------+--------------------------------------+
 *   | crc  | version | turn    | count  | zero  | count times segment i64, page i64, offset i64
 *   +------+---------+---------+--------+-------+--------------------------------------+
 *    u32    u32       u64       u32      u32     crc over all that follows it
 * </pre>
 */
public final class PositionStore implements AutoCloseable {

  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 24;
  private static final int PLACE_BYTES = 24;
  private static final int SLOT_BYTES = HEADER_BYTES + Position.MAX_STRIPES * PLACE_BYTES;

  private final Path path;
  private @Nullable RandomAccessFile file;
  private long turn;

  private record Slot(long turn, Position position) {}

  PositionStore(Path path) {
    this.path = path;
  }

  /**
   * The position that was written last, or null when none ever was.
   *
   * @throws QueueUnavailableException naming the file, when it holds no readable position: start
   *     from the beginning then
   */
  public @Nullable Position read() throws IOException {
    if (!Files.exists(path) || Files.size(path) == 0) {
      return null;
    }
    byte[] both = Files.readAllBytes(path);
    Slot newest = newer(slot(both, 0), slot(both, SLOT_BYTES));
    if (newest == null) {
      throw new QueueUnavailableException("the position in " + path + " is damaged");
    }
    turn = newest.turn;
    return newest.position;
  }

  /** Stores {@code position}; the one before stays readable until that is done. */
  public void write(Position position) throws IOException {
    RandomAccessFile out = file;
    if (out == null) {
      resumeTurns();
      Files.createDirectories(path.getParent());
      out = file = new RandomAccessFile(path.toFile(), "rw");
    }
    // Counted once it is there: a write that failed half-way must not make the next overwrite the
    // other slot, which is the only good one then.
    long next = turn + 1;
    out.seek((next & 1) * SLOT_BYTES);
    out.write(bytes(position, next));
    turn = next;
  }

  /** Closes it, and forgets what was written. */
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() {
    RandomAccessFile open = file;
    try {
      if (open != null) {
        file = null;
        open.close();
      }
    } catch (IOException given) {
      // Every position was written when write returned.
    }
  }

  /** Goes on with the turns of a file that was not read before. */
  private void resumeTurns() throws IOException {
    try {
      read();
    } catch (QueueUnavailableException damaged) {
      // Both slots are written anew.
      Files.delete(path);
    }
  }

  private static byte[] bytes(Position position, long turn) {
    ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    slot.position(Integer.BYTES);
    slot.putInt(VERSION).putLong(turn).putInt(position.stripes()).putInt(0);
    for (int i = 0; i < position.stripes(); i++) {
      Position.Place place = position.in(i);
      slot.putLong(place.segment()).putLong(place.pageAt()).putLong(place.offset());
    }
    slot.putInt(0, checksum(slot.array(), 0));
    return slot.array();
  }

  private static @Nullable Slot slot(byte[] both, int at) {
    if (both.length < at + SLOT_BYTES) {
      return null;
    }
    ByteBuffer slot = ByteBuffer.wrap(both, at, SLOT_BYTES).slice();
    int count = slot.getInt(16);
    if (slot.getInt(0) != checksum(both, at) || slot.getInt(4) != VERSION) {
      return null;
    }
    Position.Place[] places = new Position.Place[count];
    slot.position(HEADER_BYTES);
    for (int i = 0; i < count; i++) {
      places[i] = new Position.Place(slot.getLong(), slot.getLong(), (int) slot.getLong());
    }
    return new Slot(slot.getLong(8), new Position(places));
  }

  private static @Nullable Slot newer(@Nullable Slot one, @Nullable Slot other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.turn > other.turn ? one : other;
  }

  private static int checksum(byte[] both, int at) {
    CRC32C crc = new CRC32C();
    crc.update(both, at + Integer.BYTES, SLOT_BYTES - Integer.BYTES);
    return (int) crc.getValue();
  }
}
