package dev.reflow.tracing.health;

import java.util.Locale;

/**
 * What became of an event. Each has exactly one of these, except that one which was recorded may be
 * {@link #EXPIRED} later; what became of it at each sink is counted there.
 */
public enum Fate {
  /** On the queue. */
  RECORDED("recorded", ""),
  /** Left out by sampling; counted for its edge. */
  SAMPLED_OUT("sampled out", ""),
  /** Longer than the longest record. */
  TOO_LARGE("too large", "a record takes 32 KiB at most; leave out long attributes in the rules"),
  /** Every stripe was taken by another thread. */
  STRIPE_BUSY(
      "every stripe busy",
      "more is sent at once than this machine's processors carry, or for long than the disk of"
          + " reflow.queue.dir writes; lower reflow.sampling.rate"),
  /** The disk is full, or the queue's directory cannot be written. */
  DISK_GUARDED(
      "disk full or not writable",
      "free space on the disk of reflow.queue.dir, or let it be written"),
  /** The queue has its largest size and is not to lose what it holds. */
  QUEUE_FULL(
      "queue full",
      "the sinks are behind: see to them, raise reflow.queue.max-bytes, or set"
          + " reflow.queue.on-full=drop-oldest"),
  /** Came before the queue was open, and the memory for such events was full. */
  START_BUFFER_FULL(
      "start buffer full", "too much was sent before the queue was open; it passes by itself"),
  /** A fault of the agent's own. */
  CAPTURE_FAILED("fault in the agent", "the log says once what it was; please report it"),
  /** Sends inside of sends, deeper than is traced. */
  TOO_DEEP(
      "nested too deep", "sends are nested more than 256 deep; only the outer ones are traced"),
  /** The agent had begun to stop. */
  STOPPED("agent stopped", ""),
  /** Recorded, and deleted from the queue before a sink had it; counted for each such sink. */
  EXPIRED(
      "expired unshipped",
      "a sink is behind: see to it, or raise reflow.queue.max-bytes or reflow.queue.max-age");

  private final String text;
  private final String remedy;

  Fate(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
  }

  /** As shown to a user. */
  public String text() {
    return text;
  }

  /** What to do about it; empty where nothing needs to be done. */
  public String remedy() {
    return remedy;
  }

  /** As a machine reads it: {@code stripe_busy}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing is recorded as long as events meet this fate, and it may pass. */
  boolean stopsRecording() {
    return this == STRIPE_BUSY
        || this == DISK_GUARDED
        || this == QUEUE_FULL
        || this == START_BUFFER_FULL;
  }

  /** Whether such an event never came to the queue, though it was to. */
  public boolean isDrop() {
    return this != RECORDED && this != SAMPLED_OUT && this != EXPIRED;
  }
}
