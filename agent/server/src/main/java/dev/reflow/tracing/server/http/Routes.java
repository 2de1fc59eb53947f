package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.store.EventStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which endpoint answers which path. Immutable; any thread. */
final class Routes {

  static final String HEALTH = "/healthz";

  /** Endpoints by method and path; a path that ends in a slash takes what stands behind it. */
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  Routes(EventStore store, Services services) {
    QueryApi query = new QueryApi(store, services.clock());
    HealthApi health = new HealthApi(store, services.intake(), services.figures());
    CollectApi collect = new CollectApi(services.intake());
    String openApi = resource("openapi.json");
    endpoints.put("GET " + HEALTH, ask -> health.healthz());
    endpoints.put("GET /metrics", ask -> health.metrics());
    endpoints.put("GET /openapi.json", ask -> Reply.of(200, Reply.JSON, openApi));
    endpoints.put("GET /api/events", query::events);
    endpoints.put("POST /api/events", collect::post);
    endpoints.put("GET /api/events/", query::event);
    endpoints.put("GET /api/flows", query::flows);
    endpoints.put("GET /api/graph", query::graph);
    endpoints.put("GET /api/graph.svg", query::graphDrawing);
    endpoints.put("GET /api/lineage/", query::lineage);
    endpoints.put("GET /api/missing", query::missing);
    endpoints.put("GET /api/series", query::series);
    endpoints.put("POST /api/sql", query::sql);
    endpoints.put("POST /api/layout", new LayoutApi()::post);
  }

  private static String resource(String name) {
    try (InputStream in = Routes.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What answers a path, and what stands behind the route in it. Immutable. */
  record Found(Endpoint endpoint, String rest) {}

  /** The endpoint of that path; null where there is none. */
  @Nullable Found find(String method, String path) {
    Endpoint exact = endpoints.get(method + " " + path);
    if (exact != null) {
      return new Found(exact, "");
    }
    int slash = path.indexOf('/', "/api/".length());
    if (!path.startsWith("/api/") || slash < 0 || slash == path.length() - 1) {
      return null;
    }
    Endpoint open = endpoints.get(method + " " + path.substring(0, slash + 1));
    return open == null ? null : new Found(open, path.substring(slash + 1));
  }

  /** Whether another method has that path. */
  boolean isKnown(String path) {
    return find("GET", path) != null || find("POST", path) != null;
  }
}
