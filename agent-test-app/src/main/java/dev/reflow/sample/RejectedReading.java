package dev.reflow.sample;

/** A reading that cannot be right. */
record RejectedReading(SensorReading reading, String reason) implements Message {

  @Override
  public String messageId() {
    return reading.messageId();
  }

  @Override
  public int sizeBytes() {
    return reading.sizeBytes() + reason.length();
  }
}
