package dev.reflow.tracing.queue;

/**
 * Where a stripe's pages come from: memory before the queue is open, then a file. One page is open
 * at a time; everything under the stripe's lock.
 */
interface PageSource {

  /**
   * Bytes that may be written behind a page's address, whatever the page already holds when its
   * last record begins: the longest record with every definition that it can need.
   */
  int SLACK_BYTES = 64 * 1024;

  /**
   * Opens a page: memory set to zero, aligned to four bytes, good for {@link #pageBytes} and {@link
   * #SLACK_BYTES}.
   *
   * @return its address, or 0 when there is no more room
   */
  long open();

  /** Whether the open page is the first of its file, so that the file knows no definition yet. */
  boolean isFirstOfFile();

  /** Whether somebody may wait for a page to be closed, however little is in it. */
  boolean hasReaders();

  /** From how many bytes on the stripe should close a page. */
  int pageBytes();

  /** Closes the open page, of which the first {@code usedBytes} bytes hold records. */
  void close(int usedBytes);

  /** Whether the file has its size, so that the agent's thread should begin another. */
  boolean isFull();

  /** Whether the file has outgrown its size so far that the next writer must begin another. */
  boolean isOverfull();

  /** Makes the next page the first of a new file; no page is open. */
  void beginFile();

  /** Gives everything back; no page is open. */
  void end();
}
