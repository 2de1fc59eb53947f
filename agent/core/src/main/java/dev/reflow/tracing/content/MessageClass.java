package dev.reflow.tracing.content;

/** What is known of one class of messages. Racy on purpose: its counts are no sharp numbers. */
final class MessageClass {

  /** After so many failures nothing more is tried with it. */
  static final int MAX_FAILURES = 10;

  private final String name;
  private final boolean wantsContent;
  private int failures;
  private boolean told;

  MessageClass(String name, boolean wantsContent) {
    this.name = name;
    this.wantsContent = wantsContent;
  }

  String name() {
    return name;
  }

  boolean wantsContent() {
    return wantsContent;
  }

  boolean isGivenUp() {
    return failures >= MAX_FAILURES;
  }

  /** Counts a failure; says whether it was the first. */
  boolean countFailure() {
    return failures++ == 0;
  }

  /** Whether a refusal is told for the first time. */
  boolean tellOnce() {
    boolean first = !told;
    told = true;
    return first;
  }
}
