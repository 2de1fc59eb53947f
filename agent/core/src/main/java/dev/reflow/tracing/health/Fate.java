package dev.reflow.tracing.health;

/** What became of an event; each event has exactly one of these. */
public enum Fate {
  /** On the queue. */
  RECORDED("recorded"),
  /** Left out by sampling; counted for its edge. */
  SAMPLED_OUT("sampled out"),
  /** Longer than the longest record. */
  TOO_LARGE("too large"),
  /** Every stripe was taken by another thread. */
  STRIPE_BUSY("every stripe busy"),
  /** The disk is full, or the queue's directory cannot be written. */
  DISK_GUARDED("disk full or not writable"),
  /** Came before the queue was open, and the memory for such events was full. */
  START_BUFFER_FULL("start buffer full"),
  /** The agent had begun to stop. */
  STOPPED("agent stopped");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  /** As shown to a user. */
  public String text() {
    return text;
  }
}
