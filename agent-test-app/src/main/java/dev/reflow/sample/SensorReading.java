package dev.reflow.sample;

/** What a sensor measured, unchecked: a broken sensor reads NaN. */
record SensorReading(String messageId, String sensor, double celsius, long takenAtMs)
    implements Message {

  @Override
  public int sizeBytes() {
    return messageId.length() + sensor.length() + Double.BYTES + Long.BYTES;
  }
}
