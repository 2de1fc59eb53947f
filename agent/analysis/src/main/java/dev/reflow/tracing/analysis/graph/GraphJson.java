package dev.reflow.tracing.analysis.graph;

import dev.reflow.tracing.analysis.graph.FlowGraph.Actor;
import dev.reflow.tracing.analysis.graph.FlowGraph.Link;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A graph as one JSON object. Stateless; any thread. */
public final class GraphJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private GraphJson() {}

  /** {@code actors} with an id each, and {@code links} that name them. */
  public static String of(FlowGraph graph) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("actors");
      for (Actor actor : graph.actors()) {
        json.writeStartObject();
        json.writeNumberProperty("id", graph.actors().indexOf(actor));
        json.writeStringProperty("service", actor.service());
        json.writeStringProperty("name", actor.name());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("links");
      for (Link link : graph.links()) {
        write(json, graph, link);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, FlowGraph graph, Link link) {
    EdgeSummary summary = link.summary();
    json.writeStartObject();
    json.writeNumberProperty("from", graph.actors().indexOf(link.from()));
    json.writeStringProperty("from_port", summary.edge().sourcePort());
    json.writeNumberProperty("to", graph.actors().indexOf(link.to()));
    json.writeStringProperty("to_port", summary.edge().destinationPort());
    json.writeStringProperty("protocol", summary.edge().protocol());
    json.writeNumberProperty("flows", summary.flows());
    json.writeNumberProperty("flows_per_second", summary.flowsPerSecond());
    json.writeNumberProperty("bytes", summary.bytes());
    json.writeNumberProperty("mean_ns", summary.meanNs());
    json.writeNumberProperty("p99_ns", summary.p99Ns());
    json.writeNumberProperty("errors", summary.errors());
    json.writeEndObject();
  }
}
