package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.Intake;

/** What the server says of itself. Any thread. */
final class HealthApi {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final double NS_PER_SECOND = 1e9;

  private final EventStore store;
  private final Intake intake;
  private final Figures figures;

  HealthApi(EventStore store, Intake intake, Figures figures) {
    this.store = store;
    this.intake = intake;
    this.figures = figures;
  }

  Reply healthz() {
    boolean well = intake.isWell();
    return Reply.json(
        well ? 200 : 503,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("status", well ? "ok" : "store unavailable");
          json.writeStringProperty("store", store.label());
          json.writeNumberProperty("backlog_events", intake.backlog());
          json.writeEndObject();
        });
  }

  Reply metrics() {
    Exposition text = new Exposition();
    text.counter("events_stored_total", "Events that were new", figures.eventsStored.sum());
    text.counter(
        "events_repeated_total", "Events that were there already", figures.eventsRepeated.sum());
    text.counter("events_expired_total", "Rows deleted by age", figures.rowsExpired.sum());
    text.gauge("events_backlog", "Events that wait to be written", intake.backlog());
    text.counter("store_transactions_total", "Transactions", figures.transactions.sum());
    text.seconds(
        "store_seconds_total",
        "Time spent in transactions",
        figures.storeNanos.sum() / NS_PER_SECOND);
    text.counter("store_failures_total", "Transactions that failed", figures.storeFailures.sum());
    text.gauge("store_bytes", "Bytes on disk", store.bytesOnDisk());
    text.gauge("connections", "WebSockets", figures.connectionsActive.get());
    text.counter("connections_total", "WebSockets so far", figures.connectionsTotal.sum());
    text.counter(
        "connections_refused_total",
        "Requests turned away: no token, another origin, too many",
        figures.connectionsRefused.sum());
    text.counter("requests_total", "Requests of the protocol", figures.messagesReceived.sum());
    text.counter("answers_total", "Answers of the protocol", figures.messagesSent.sum());
    text.counter("received_bytes_total", "Bytes of frames, unpacked", figures.bytesReceived.sum());
    text.counter("errors_total", "Answers that are errors", figures.errors.sum());
    text.counter("traces_stored_total", "Traces started or stored", figures.tracesStored.sum());
    text.counter("queries_total", "Questions to the store", figures.queries.sum());
    text.gauge("subscriptions", "Subscriptions", figures.subscriptionsActive.get());
    text.counter(
        "notifications_total", "Events sent to subscribers", figures.notificationsSent.sum());
    text.counter(
        "notifications_left_out_total",
        "Events that subscribers were too slow for",
        figures.notificationsLeftOut.sum());
    Runtime runtime = Runtime.getRuntime();
    text.gauge("heap_bytes", "Heap in use", runtime.totalMemory() - runtime.freeMemory());
    return Reply.of(200, PROMETHEUS, text.toString());
  }

  /** Prometheus' text format. */
  private static final class Exposition {
    private final StringBuilder text = new StringBuilder();

    void counter(String name, String help, long value) {
      add(name, help, "counter", String.valueOf(value));
    }

    void seconds(String name, String help, double value) {
      add(name, help, "counter", String.valueOf(value));
    }

    void gauge(String name, String help, long value) {
      add(name, help, "gauge", String.valueOf(value));
    }

    private void add(String name, String help, String type, String value) {
      String full = "reflow_server_" + name;
      text.append("# HELP ").append(full).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
      text.append(full).append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
