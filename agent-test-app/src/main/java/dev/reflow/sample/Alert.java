package dev.reflow.sample;

/** A temperature that somebody should look at. */
record Alert(String messageId, String correlationId, Priority priority, String text)
    implements Message {

  /** How soon to look. */
  enum Priority {
    NORMAL,
    HIGH
  }

  @Override
  public int sizeBytes() {
    return messageId.length() + correlationId.length() + text.length() + Integer.BYTES;
  }
}
