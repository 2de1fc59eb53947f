package dev.reflow.sample;

/** Where it all ends: counts what a person would look at. */
final class DashboardActor extends Actor<Message> {

  static final String ID = "dashboard";

  private volatile long trends;
  private volatile long alerts;

  DashboardActor(Journal journal) {
    super(ID, journal);
  }

  // Written by this actor's thread only.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  @Override
  void onMessage(Message message) {
    if (message instanceof Trend) {
      trends++;
    } else {
      alerts++;
    }
  }

  /** Any thread. */
  String summary() {
    return trends + " trends, " + alerts + " alerts";
  }
}
