package dev.reflow.tracing.event;

/**
 * Bytes in a page are no record; the message says what is wrong, {@link #offset} where in the page.
 */
public final class CorruptRecordException extends Exception {

  private final int offset;

  public CorruptRecordException(int offset, String problem) {
    super(problem);
    this.offset = offset;
  }

  /** Bytes from the page's beginning to the damaged record. */
  public int offset() {
    return offset;
  }
}
