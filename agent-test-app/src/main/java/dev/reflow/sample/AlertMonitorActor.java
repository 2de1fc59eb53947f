package dev.reflow.sample;

/** Raises an alert for each reading that is too hot, once more when the first attempt fails. */
final class AlertMonitorActor extends Actor<ValidatedReading> {

  static final String ID = "alert_monitor";

  private static final double WARM_CELSIUS = 75;
  private static final int ATTEMPTS = 2;
  private static final double HOT_CELSIUS = 85;

  private final UnreliableConnector<Alert> alerts;
  private long alertNumber = 1;
  private long lost;

  AlertMonitorActor(UnreliableConnector<Alert> alerts, Journal journal) {
    super(ID, journal);
    this.alerts = alerts;
    addOutlet(alerts);
  }

  @Override
  void onMessage(ValidatedReading validated) {
    SensorReading reading = validated.reading();
    if (reading.celsius() > WARM_CELSIUS) {
      raise(alert(reading));
    }
  }

  private Alert alert(SensorReading reading) {
    return new Alert(
        "alert_" + alertNumber++,
        reading.messageId(),
        reading.celsius() > HOT_CELSIUS ? Alert.Priority.HIGH : Alert.Priority.NORMAL,
        "%s at %.1f °C".formatted(reading.sensor(), reading.celsius()));
  }

  /** Alerts that could not be sent; read when the network has ended. */
  long lost() {
    return lost;
  }

  private void raise(Alert alert) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (isSent(alert)) {
        return;
      }
    }
    lost++;
  }

  private boolean isSent(Alert alert) {
    try {
      alerts.sendMessage(alert);
      return true;
    } catch (ConnectionLostException e) {
      return false;
    }
  }
}
