package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.health.Figures;

/** The server's figures as the older requests ask for them. Stateless; any thread. */
final class MetricsAnswer {

  private MetricsAnswer() {}

  static String of(Figures figures) {
    return Answers.write(
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("Metrics");
          json.writeObjectPropertyStart("data");
          json.writeNumberProperty("connections_active", figures.connectionsActive.get());
          json.writeNumberProperty("connections_total", figures.connectionsTotal.sum());
          json.writeNumberProperty("messages_received", figures.messagesReceived.sum());
          json.writeNumberProperty("messages_sent", figures.messagesSent.sum());
          json.writeNumberProperty("errors_total", figures.errors.sum());
          json.writeNumberProperty("traces_stored", figures.tracesStored.sum());
          json.writeNumberProperty("traces_queried", figures.queries.sum());
          json.writeNumberProperty("events_stored", figures.eventsStored.sum());
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
