package dev.reflow.sample;

/** Where the temperature goes, from several measurements; the last one's id is kept. */
record Trend(String messageId, String correlationId, double meanKelvin, int measurements)
    implements Message {

  @Override
  public int sizeBytes() {
    return messageId.length() + correlationId.length() + Double.BYTES + Integer.BYTES;
  }
}
