package dev.reflow.sample;

import java.util.List;

/** The actors and what connects them. */
final class SensorNetwork {

  private final Journal journal;
  private final DashboardActor dashboard;
  private final AlertMonitorActor monitor;
  private final List<Actor<?>> actors;
  private final List<Connector<?>> connectors;
  private final SensorReader reader;

  /**
   * Puts the network together.
   *
   * @param keepsJournal whether it writes down what caused what
   */
  SensorNetwork(double ratePerSecond, long seed, boolean keepsJournal) {
    journal = new Journal(keepsJournal);
    dashboard = new DashboardActor(journal);
    MemoryConnector<Trend> trends =
        new MemoryConnector<>(new Port(AnalyticsEngineActor.ID, "trends"), dashboard, "trends");
    AnalyticsEngineActor analytics = new AnalyticsEngineActor(trends, journal);
    AsyncConnector<Measurement> measurements =
        new AsyncConnector<>(new Port(DataTransformerActor.ID, "measurements"), analytics, "input");
    DataTransformerActor transformer = new DataTransformerActor(measurements, journal);
    UnreliableConnector<Alert> alerts =
        new UnreliableConnector<>(
            new Port(AlertMonitorActor.ID, "alerts"), dashboard, "alerts", seed);
    monitor = new AlertMonitorActor(alerts, journal);

    ReadingArchiveActor archive = new ReadingArchiveActor(journal);
    Port valid = new Port(DataValidatorActor.ID, "valid");
    MemoryConnector<ValidatedReading> toTransformer =
        new MemoryConnector<>(valid, transformer, "input");
    MemoryConnector<ValidatedReading> toMonitor = new MemoryConnector<>(valid, monitor, "input");
    MemoryConnector<ValidatedReading> toArchive = new MemoryConnector<>(valid, archive, "input");
    MemoryConnector<RejectedReading> rejected =
        new MemoryConnector<>(new Port(DataValidatorActor.ID, "rejected"), archive, "rejected");
    DataValidatorActor validator =
        new DataValidatorActor(List.of(toTransformer, toMonitor, toArchive), rejected, journal);
    MemoryConnector<SensorReading> data =
        new MemoryConnector<>(new Port(SensorReader.ID, "data"), validator, "input");

    actors = List.of(validator, transformer, analytics, monitor, archive, dashboard);
    connectors =
        List.of(data, toTransformer, toMonitor, toArchive, rejected, measurements, trends, alerts);
    reader = new SensorReader(data, ratePerSecond, seed);
  }

  /** Runs until the time is over or {@link #stop} is called and every message was handled. */
  void run(long durationNs) throws InterruptedException {
    actors.forEach(Actor::start);
    reader.run(durationNs);
    for (Actor<?> actor : actors) {
      actor.join();
    }
  }

  /** Lets {@link #run} come to its end. Any thread. */
  void stop() {
    reader.stop();
  }

  List<Traffic> traffic() {
    return connectors.stream().map(Connector::traffic).toList();
  }

  /** What caused what, one line of JSON for each send; called after {@link #run}. */
  List<String> causes() {
    return journal.lines();
  }

  /** What came out of it; called after {@link #run}. */
  String summary() {
    return dashboard.summary() + ", " + monitor.lost() + " alerts lost";
  }
}
