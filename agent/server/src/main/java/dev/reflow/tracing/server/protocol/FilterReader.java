package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.analysis.predicate.Predicate;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.query.Conditions;
import dev.reflow.tracing.server.query.TraceQuery;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.subscribe.Filters;
import dev.reflow.tracing.server.subscribe.TypeFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads FILTERS and QUERY. Stateless; any thread. */
public final class FilterReader {

  private static final int USUAL_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 1_000;

  private FilterReader() {}

  /** FILTERS; {@code json} stands at its first brace. */
  public static Filters filters(JsonParser json) throws MalformedException {
    Fields.requireObject(json, "filters");
    List<String> flowIds = null;
    List<String> actorIds = null;
    List<TypeFilter> types = null;
    List<String> statuses = null;
    List<Predicate> predicates = new ArrayList<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (name) {
        case "flow_ids" -> flowIds = Fields.texts(json, name);
        case "actor_ids" -> actorIds = Fields.texts(json, name);
        case "event_types" -> types = types(json);
        case "status_filter" -> statuses = statuses(json, name);
        case "custom_filter", "performance_filter" ->
            predicates.add(predicate(Fields.text(json, name)));
        default -> json.skipChildren();
      }
    }
    return new Filters(flowIds, actorIds, types, statuses, List.copyOf(predicates));
  }

  private static List<TypeFilter> types(JsonParser json) throws MalformedException {
    Fields.requireArray(json, "event_types");
    List<TypeFilter> types = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      types.add(type(json));
      Fields.requireShort(types, "event_types");
    }
    return types;
  }

  private static TypeFilter type(JsonParser json) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return new TypeFilter(json.getString(), null, null);
    }
    if (json.currentToken() != JsonToken.START_OBJECT
        || !StoredEvent.DATA_FLOW.equals(json.nextName())
        || json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("an event type is a name or a DataFlow");
    }
    String actor = null;
    String port = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "to_actor" -> actor = Fields.textOrNull(json, name);
        case "to_port" -> port = Fields.textOrNull(json, name);
        default -> json.skipChildren();
      }
    }
    json.nextToken();
    return new TypeFilter(StoredEvent.DATA_FLOW, actor, port);
  }

  private static List<String> statuses(JsonParser json, String name) throws MalformedException {
    Fields.requireArray(json, name);
    List<String> statuses = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      statuses.add(Fields.statusName(json, name));
      Fields.requireShort(statuses, name);
    }
    return statuses;
  }

  private static Predicate predicate(String text) throws MalformedException {
    try {
      return Conditions.parse(text);
    } catch (StoreException e) {
      throw new MalformedException(e.line());
    }
  }

  /** QUERY; {@code json} stands at its first brace. */
  static TraceQuery query(JsonParser json) throws MalformedException {
    Fields.requireObject(json, "query");
    String flowId = null;
    UUID executionId = null;
    @Nullable Instant[] range = {null, null};
    String status = null;
    String actor = null;
    List<String> types = null;
    List<String> filters = new ArrayList<>();
    int limit = USUAL_LIMIT;
    int offset = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (name) {
        case "flow_id" -> flowId = Fields.text(json, name);
        case "execution_id" -> executionId = Fields.id(json, name);
        case "time_range" -> readRange(json, range);
        case "status" -> status = Fields.statusName(json, name);
        case "actor_filter" -> actor = Fields.text(json, name);
        case "event_types" -> types = types(json).stream().map(TypeFilter::name).toList();
        case "custom_filter", "performance_filter" -> {
          filters.add(Fields.text(json, name));
          predicate(filters.get(filters.size() - 1));
        }
        case "limit" -> limit = Fields.number(json, name, USUAL_LIMIT, HIGHEST_LIMIT);
        case "offset" -> offset = Fields.number(json, name, 0, Integer.MAX_VALUE);
        default -> json.skipChildren();
      }
    }
    return new TraceQuery(
        flowId, executionId, range[0], range[1], status, actor, types, filters, limit, offset);
  }

  private static void readRange(JsonParser json, @Nullable Instant[] range)
      throws MalformedException {
    Fields.requireArray(json, "time_range");
    for (int i = 0; i < 2; i++) {
      json.nextToken();
      range[i] = Fields.instant(json, "time_range");
    }
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw new MalformedException("`time_range` has two times");
    }
  }
}
