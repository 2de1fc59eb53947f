package dev.reflow.tracing.server.http;

import dev.reflow.tracing.analysis.drawing.GraphDrawing;
import dev.reflow.tracing.analysis.drawing.LineageDrawing;
import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.graph.GraphJson;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.missing.MissingFlows;
import dev.reflow.tracing.analysis.stats.EdgeSummary;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.http.Ask.BadParameterException;
import dev.reflow.tracing.server.query.Conditions;
import dev.reflow.tracing.server.query.Edges;
import dev.reflow.tracing.server.query.EventPage;
import dev.reflow.tracing.server.query.Lineages;
import dev.reflow.tracing.server.query.Missing;
import dev.reflow.tracing.server.query.Series;
import dev.reflow.tracing.server.query.UserSql;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The part of the HTTP API that asks the store. Any thread. */
final class QueryApi {

  private static final int PAGE = 100;
  private static final int MOST_ON_PAGE = 1_000;
  private static final int MOST_EDGES = 5_000;
  private static final int MOST_OF_MESSAGE = 1_000;
  private static final int LONGEST_STEP = 86_400;
  private static final int MOST_STEPS = 2_000;
  private static final int LONGEST_SQL = 100_000;
  private static final int ROWS = 1_000;
  private static final int MOST_ROWS = 10_000;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final EventStore store;
  private final Clock clock;

  QueryApi(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private Conditions conditions(Ask ask, String usualSince)
      throws BadParameterException, StoreException {
    Conditions conditions = new Conditions();
    String since = ask.text("since", usualSince);
    if (!since.equals("all")) {
      conditions.since(
          new Ask(ask.method(), ask.rest(), name -> since, ask.header(), ask.body())
              .time("since", clock.instant()));
    }
    return conditions.until(ask.time("until", clock.instant())).predicate(ask.text("where"));
  }

  Reply events(Ask ask) throws BadParameterException, StoreException {
    EventPage page =
        EventPage.read(
            store,
            conditions(ask, "all"),
            ask.text("cursor"),
            ask.number("limit", PAGE, MOST_ON_PAGE));
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          page.events().forEach(event -> EventJson.write(json, event));
          json.writeEndArray();
          json.writeStringProperty("next", page.next());
          json.writeEndObject();
        });
  }

  Reply event(Ask ask) throws StoreException {
    List<StoredEvent> events = EventPage.find(store, ask.rest(), MOST_OF_MESSAGE);
    if (events.isEmpty()) {
      return Reply.error(404, "no event and no message has that id");
    }
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          events.forEach(event -> EventJson.write(json, event));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  Reply flows(Ask ask) throws BadParameterException, StoreException {
    List<EdgeSummary> edges =
        Edges.read(store, conditions(ask, "1h"), ask.number("limit", MOST_EDGES, MOST_EDGES));
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("flows");
          edges.forEach(edge -> AnalysisJson.write(json, edge));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Flows over time; without a beginning the last ten minutes. */
  Reply series(Ask ask) throws BadParameterException, StoreException {
    int stepSeconds = ask.number("step", 5, LONGEST_STEP);
    List<Series.Step> steps = Series.read(store, conditions(ask, "10m"), stepSeconds);
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("step", stepSeconds);
          json.writeArrayPropertyStart("steps");
          steps.stream().limit(MOST_STEPS).forEach(step -> AnalysisJson.write(json, step));
          json.writeEndArray();
          json.writeBooleanProperty("truncated", steps.size() > MOST_STEPS);
          json.writeEndObject();
        });
  }

  Reply graphDrawing(Ask ask) throws BadParameterException, StoreException {
    String title = ask.text("title", "Data flow");
    return Reply.of(200, Reply.SVG, GraphDrawing.of(drawnGraph(ask), title));
  }

  Reply graph(Ask ask) throws BadParameterException, StoreException {
    return Reply.of(200, Reply.JSON, GraphJson.of(drawnGraph(ask)));
  }

  private FlowGraph drawnGraph(Ask ask) throws BadParameterException, StoreException {
    int limit = ask.number("limit", MOST_EDGES, MOST_EDGES);
    return FlowGraph.of(Edges.read(store, conditions(ask, "1h"), limit));
  }

  Reply lineage(Ask ask) throws StoreException {
    boolean drawn = ask.rest().endsWith(".svg");
    String id = drawn ? ask.rest().substring(0, ask.rest().length() - 4) : ask.rest();
    Lineage lineage = Lineages.find(store, id);
    if (lineage == null) {
      return Reply.error(404, "no event and no message has that id");
    }
    return drawn
        ? Reply.of(200, Reply.SVG, LineageDrawing.of(lineage, id))
        : Reply.json(200, json -> AnalysisJson.write(json, lineage));
  }

  Reply missing(Ask ask) throws BadParameterException, StoreException {
    MissingFlows missing = Missing.find(store, conditions(ask, "1h"));
    return Reply.json(200, json -> AnalysisJson.write(json, missing));
  }

  Reply sql(Ask ask) throws BadParameterException, StoreException, IOException {
    String sql = statement(ask);
    UserSql.Table table = UserSql.run(store, sql, ask.number("limit", ROWS, MOST_ROWS));
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("columns");
          table.columns().forEach(json::writeString);
          json.writeEndArray();
          json.writeArrayPropertyStart("rows");
          for (List<?> row : table.rows()) {
            json.writeStartArray();
            row.forEach(value -> EventJson.writeValue(json, value));
            json.writeEndArray();
          }
          json.writeEndArray();
          json.writeBooleanProperty("truncated", table.isCut());
          json.writeEndObject();
        });
  }

  private static String statement(Ask ask) throws BadParameterException, IOException {
    byte[] body = ask.body().readNBytes(LONGEST_SQL + 1);
    if (body.length > LONGEST_SQL) {
      throw new BadParameterException("the statement is too long");
    }
    String sql = null;
    try (JsonParser json =
        FACTORY.createParser(ObjectReadContext.empty(), new String(body, StandardCharsets.UTF_8))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          JsonToken value = json.nextToken();
          if (name.equals("sql") && value == JsonToken.VALUE_STRING) {
            sql = json.getString();
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (JacksonException e) {
      // The same line as for JSON of another kind.
    }
    if (sql == null || sql.isBlank()) {
      throw new BadParameterException("the body is {\"sql\": \"SELECT …\"}");
    }
    return sql;
  }
}
