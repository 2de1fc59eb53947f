package dev.reflow.sample;

import java.util.List;

/** Sends each reading that can be right to everyone who wants it, and the others aside. */
final class DataValidatorActor extends Actor<SensorReading> {

  static final String ID = "data_validator";

  private final List<MemoryConnector<ValidatedReading>> valid;
  private final MemoryConnector<RejectedReading> rejected;

  DataValidatorActor(
      List<MemoryConnector<ValidatedReading>> valid,
      MemoryConnector<RejectedReading> rejected,
      Journal journal) {
    super(ID, journal);
    this.valid = valid;
    this.rejected = rejected;
    valid.forEach(this::addOutlet);
    addOutlet(rejected);
  }

  @Override
  void onMessage(SensorReading reading) {
    if (Double.isNaN(reading.celsius())) {
      rejected.sendMessage(new RejectedReading(reading, "sensor broken"));
      return;
    }
    ValidatedReading validated = new ValidatedReading(reading);
    for (MemoryConnector<ValidatedReading> connector : valid) {
      connector.sendMessage(validated);
    }
  }
}
