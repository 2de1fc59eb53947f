package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message's content and checksum on their way from capture to the queue: a struct that is filled,
 * encoded and cleared again and again. Not thread-safe: it belongs to one {@link FlowRecord}.
 */
public final class Content {

  /** Bytes of a SHA-256. */
  public static final int CHECKSUM_BYTES = 32;

  /** Longest content that a record takes, in bytes. */
  public static final int MAX_BYTES = 16_384;

  /** Form, flags and zeros before the bytes. */
  private static final int HEADER = 4;

  private static final int CUT = 1;

  /** What the bytes are. */
  public enum Form {
    /** UTF-8 text of one JSON value; its beginning, where it was cut. */
    JSON((byte) 1, "application/json"),
    /** UTF-8 text. */
    TEXT((byte) 2, "text/plain"),
    /** Bytes as the application had them. */
    BYTES((byte) 3, "application/octet-stream");

    private final byte code;
    private final String mediaType;

    Form(byte code, String mediaType) {
      this.code = code;
      this.mediaType = mediaType;
    }

    /** Its name among the media types. */
    public String mediaType() {
      return mediaType;
    }

    static Form of(byte code) {
      return code == JSON.code ? JSON : code == TEXT.code ? TEXT : BYTES;
    }
  }

  private final byte[] checksum = new byte[CHECKSUM_BYTES];
  private boolean hasChecksum;
  private byte[] bytes = {};
  private int length;
  private @Nullable Form form;
  private boolean isCut;

  /** Whether there is neither content nor checksum. */
  public boolean isEmpty() {
    return form == null && !hasChecksum;
  }

  /** Forgets everything. */
  public void clear() {
    clearContent();
    hasChecksum = false;
  }

  /** Forgets the content, which may be too long to be recorded. */
  public void clearContent() {
    // So that nothing of a message stays behind in memory longer than needed.
    Arrays.fill(bytes, 0, length, (byte) 0);
    form = null;
    length = 0;
  }

  /**
   * Takes the first {@code count} of {@code source} as the content.
   *
   * @param cut whether there was more of it
   */
  public void set(Form kind, byte[] source, int count, boolean cut) {
    int kept = Math.min(count, MAX_BYTES);
    if (bytes.length < kept) {
      bytes = new byte[kept];
    }
    System.arraycopy(source, 0, bytes, 0, kept);
    length = kept;
    form = kind;
    isCut = cut || kept < count;
  }

  /** Takes a SHA-256. */
  public void setChecksum(byte[] sha256) {
    System.arraycopy(sha256, 0, checksum, 0, CHECKSUM_BYTES);
    hasChecksum = true;
  }

  void copyFrom(Content other) {
    clear();
    if (other.hasChecksum) {
      setChecksum(other.checksum);
    }
    Form kind = other.form;
    if (kind != null) {
      set(kind, other.bytes, other.length, other.isCut);
    }
  }

  /** Bytes that its parts take. */
  int size() {
    int size = hasChecksum ? PART_HEADER + CHECKSUM_BYTES : 0;
    return form == null ? size : size + PART_HEADER + padded(HEADER + length);
  }

  /** Writes its parts; returns the address behind them. */
  long encode(long address) {
    long at = address;
    if (hasChecksum) {
      EventEncoder.putPartHeader(at, PART_CHECKSUM, FORM_BYTES, CHECKSUM_BYTES);
      Memory.copyFromArray(checksum, at + PART_HEADER, CHECKSUM_BYTES);
      at += PART_HEADER + CHECKSUM_BYTES;
    }
    Form kind = form;
    if (kind != null) {
      EventEncoder.putPartHeader(at, PART_CONTENT, FORM_BYTES, HEADER + length);
      long end = at + PART_HEADER + padded(HEADER + length);
      // The zeros behind the bytes, which then cover their share of the word.
      Memory.putInt(end - 4, 0);
      Memory.putInt(at + PART_HEADER, kind.code | (isCut ? CUT << 8 : 0));
      Memory.copyFromArray(bytes, at + PART_HEADER + HEADER, length);
      at = end;
    }
    return at;
  }

  /** Where the bytes of the part at {@code valueAt} begin. */
  static int bytesAt(int valueAt) {
    return valueAt + HEADER;
  }

  /** How many bytes the part has whose value is {@code valueLength} long. */
  static int bytesIn(int valueLength) {
    return valueLength - HEADER;
  }

  static boolean isCut(byte flags) {
    return (flags & CUT) != 0;
  }
}
