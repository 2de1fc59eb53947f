package dev.reflow.sample;

/** A reading that is within what its sensor can measure. */
record ValidatedReading(SensorReading reading) implements Message {

  @Override
  public String messageId() {
    return reading.messageId();
  }

  @Override
  public int sizeBytes() {
    return reading.sizeBytes();
  }
}
