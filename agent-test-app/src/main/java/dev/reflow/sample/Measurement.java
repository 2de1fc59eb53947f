package dev.reflow.sample;

/** A validated reading in the unit that analytics works in. */
record Measurement(String messageId, String sensor, double kelvin) implements Message {

  @Override
  public int sizeBytes() {
    return messageId.length() + sensor.length() + Double.BYTES;
  }
}
