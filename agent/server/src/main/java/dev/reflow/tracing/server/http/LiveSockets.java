package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.subscribe.LiveGraph;
import dev.reflow.tracing.server.subscribe.LiveGraph.LiveEdge;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Pages that look at what flows now: each second every one gets the edges with their rates, made
 * once for all of them. Who has not taken the last gets none. Any thread.
 */
public final class LiveSockets {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Server server;
  private final LiveGraph graph;
  private final Figures figures;
  private final Clock clock;
  private final Set<Page> pages = ConcurrentHashMap.newKeySet();

  LiveSockets(Server server, LiveGraph graph, Figures figures, Clock clock) {
    this.server = server;
    this.graph = graph;
    this.figures = figures;
    this.clock = clock;
  }

  /** One page that looks. Public for Jetty. */
  public final class Page implements Session.Listener.AutoDemanding {
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private volatile @Nullable Session session;

    @Override
    public void onWebSocketOpen(Session opened) {
      session = opened;
      figures.connectionsActive.incrementAndGet();
      figures.connectionsTotal.increment();
      pages.add(this);
      send(text());
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
      if (pages.remove(this)) {
        figures.connectionsActive.decrementAndGet();
      }
      callback.succeed();
    }

    /** A page that went away says no more than {@link #onWebSocketClose}; Jetty would log it. */
    @Override
    public void onWebSocketError(Throwable cause) {}

    private void send(String text) {
      Session opened = session;
      if (opened != null && opened.isOpen() && isBusy.compareAndSet(false, true)) {
        opened.sendText(text, Callback.from(() -> isBusy.set(false), failure -> isBusy.set(false)));
      }
    }
  }

  Page page() {
    return new Page();
  }

  /** Tells every page now, and again in a second. */
  void tick() {
    if (!pages.isEmpty()) {
      String text = text();
      pages.forEach(page -> page.send(text));
    }
    if (server.isRunning()) {
      server.getScheduler().schedule(this::tick, 1, TimeUnit.SECONDS);
    }
  }

  private String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("at", clock.instant().toString());
      json.writeNumberProperty("events_stored", figures.eventsStored.sum());
      json.writeArrayPropertyStart("edges");
      graph.edges().forEach(edge -> write(json, edge));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, LiveEdge edge) {
    json.writeStartObject();
    AnalysisJson.writeEdge(json, edge.edge());
    json.writeNumberProperty("flows", edge.flows());
    json.writeNumberProperty("flows_per_second", edge.flowsPerSecond());
    json.writeNumberProperty("bytes_per_second", edge.bytesPerSecond());
    json.writeNumberProperty("errors_per_second", edge.errorsPerSecond());
    json.writeNumberProperty("p50_ns", edge.p50Ns());
    json.writeNumberProperty("p99_ns", edge.p99Ns());
    json.writeNumberProperty("max_ns", edge.maxNs());
    json.writeEndObject();
  }
}
