package dev.reflow.sample;

/** Turns readings into measurements, and does not wait until they are analysed. */
final class DataTransformerActor extends Actor<ValidatedReading> {

  static final String ID = "data_transformer";

  private static final double ZERO_CELSIUS_IN_KELVIN = 273.15;

  private final AsyncConnector<Measurement> measurements;

  DataTransformerActor(AsyncConnector<Measurement> measurements, Journal journal) {
    super(ID, journal);
    this.measurements = measurements;
    addOutlet(measurements);
  }

  @Override
  void onMessage(ValidatedReading validated) {
    SensorReading reading = validated.reading();
    var unused =
        measurements.sendMessage(
            new Measurement(
                reading.messageId(), reading.sensor(), reading.celsius() + ZERO_CELSIUS_IN_KELVIN));
  }
}
