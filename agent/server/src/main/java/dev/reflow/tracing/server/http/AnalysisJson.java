package dev.reflow.tracing.server.http;

import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.lineage.Hop;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.missing.MissingFlows;
import dev.reflow.tracing.analysis.missing.MissingMessage;
import dev.reflow.tracing.analysis.missing.MissingOnEdge;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import dev.reflow.tracing.server.event.WireTime;
import dev.reflow.tracing.server.query.Series;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What the analyses find, as JSON. Stateless; any thread. */
final class AnalysisJson {

  private AnalysisJson() {}

  static void write(JsonGenerator json, EdgeSummary edge) {
    json.writeStartObject();
    writeEdge(json, edge.edge());
    json.writeNumberProperty("flows", edge.flows());
    json.writeNumberProperty("recorded", edge.recorded());
    json.writeNumberProperty("flows_per_second", edge.flowsPerSecond());
    json.writeNumberProperty("bytes", edge.bytes());
    json.writeNumberProperty("mean_ns", edge.meanNs());
    json.writeNumberProperty("p50_ns", edge.p50Ns());
    json.writeNumberProperty("p99_ns", edge.p99Ns());
    json.writeNumberProperty("max_ns", edge.maxNs());
    json.writeNumberProperty("errors", edge.errors());
    json.writeNumberProperty("incomplete", edge.incomplete());
    if (edge.maxDepth() >= 0) {
      json.writeNumberProperty("mean_depth", edge.meanDepth());
      json.writeNumberProperty("max_depth", edge.maxDepth());
    }
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Series.Step step) {
    json.writeStartObject();
    json.writeNumberProperty("at", step.startSeconds());
    json.writeNumberProperty("flows", step.flows());
    json.writeNumberProperty("errors", step.errors());
    json.writeNumberProperty("bytes", step.bytes());
    json.writeNumberProperty("p50_ns", step.p50Ns());
    json.writeNumberProperty("p99_ns", step.p99Ns());
    json.writeNumberProperty("max_ns", step.maxNs());
    json.writeEndObject();
  }

  static void writeEdge(JsonGenerator json, FlowEdge edge) {
    json.writeStringProperty("service", edge.service());
    json.writeStringProperty("source_actor", edge.sourceActor());
    json.writeStringProperty("source_port", edge.sourcePort());
    json.writeStringProperty("destination_actor", edge.destinationActor());
    json.writeStringProperty("destination_port", edge.destinationPort());
    json.writeStringProperty("protocol", edge.protocol());
  }

  static void write(JsonGenerator json, Lineage lineage) {
    json.writeStartObject();
    json.writeArrayPropertyStart("steps");
    lineage.steps().forEach(step -> write(json, step));
    json.writeEndArray();
    json.writeNumberProperty("left_out", lineage.leftOut());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Lineage.Step step) {
    Hop hop = step.hop();
    json.writeStartObject();
    json.writeStringProperty("event_id", hop.eventId().toString());
    json.writeStringProperty(
        "parent_event_id", hop.parentId() == null ? null : hop.parentId().toString());
    json.writeStringProperty("timestamp", WireTime.format(hop.startNs()));
    json.writeNumberProperty("execution_time_ns", hop.durationNs());
    writeEdge(json, hop.edge());
    json.writeStringProperty("message_type", hop.type());
    json.writeStringProperty("message_id", hop.messageId());
    json.writeNumberProperty("size_bytes", hop.sizeBytes());
    json.writeStringProperty("error", hop.error());
    json.writeBooleanProperty("incomplete", hop.incomplete());
    json.writeStringProperty("tie", step.tie().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("depth", step.depth());
    json.writeBooleanProperty("last", step.isLast());
    json.writeBooleanProperty("sought", step.isSought());
    json.writeNumberProperty("gap_ns", step.gapNs());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, MissingFlows missing) {
    json.writeStartObject();
    json.writeBooleanProperty("sends_recorded", missing.hasSends());
    json.writeBooleanProperty("receipts_recorded", missing.hasReceipts());
    json.writeArrayPropertyStart("edges");
    missing.edges().forEach(edge -> write(json, edge));
    json.writeEndArray();
    json.writeArrayPropertyStart("messages");
    missing.messages().forEach(message -> write(json, message));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, MissingOnEdge edge) {
    json.writeStartObject();
    writeEdge(json, edge.edge());
    json.writeNumberProperty("sent", edge.sent());
    json.writeNumberProperty("flows", edge.flows());
    json.writeNumberProperty("missing", edge.missing());
    json.writeNumberProperty("incomplete", edge.incomplete());
    json.writeNumberProperty("unreceived", edge.unreceived());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, MissingMessage message) {
    json.writeStartObject();
    writeEdge(json, message.edge());
    json.writeStringProperty("message_id", message.messageId());
    json.writeStringProperty("message_type", message.type());
    json.writeStringProperty("timestamp", WireTime.format(message.startNs()));
    json.writeStringProperty("why", message.why().text());
    json.writeEndObject();
  }
}
