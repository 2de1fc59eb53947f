package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.event.EventReader;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the requests of frames. Not thread-safe; one for each connection. */
public final class RequestReader {

  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final EventReader events = new EventReader();

  /** What one frame holds. Immutable. */
  record Frame(List<Request> requests, boolean isBatch) {}

  /** Reads a frame: a request, or an array of them. */
  Frame read(byte[] frame) throws MalformedException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), frame)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        Request request = request(json, frame);
        requireEnd(json);
        return new Frame(List.of(request), false);
      }
      List<Request> requests = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        try {
          requests.add(request(json, frame));
        } catch (MalformedException e) {
          throw new MalformedException("request " + requests.size() + " of the batch: " + e.line());
        }
      }
      requireEnd(json);
      return new Frame(requests, true);
    } catch (JacksonException e) {
      throw new MalformedException("not JSON: " + reason(e));
    }
  }

  /** Reads one line: a request to record an event, or the event itself with its trace's id. */
  public StoredEvent readLine(byte[] line) throws MalformedException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      StoredEvent event = line(json, line);
      requireEnd(json);
      return event;
    } catch (JacksonException e) {
      throw new MalformedException("not JSON: " + reason(e));
    }
  }

  private StoredEvent line(JsonParser json, byte[] line) throws MalformedException {
    if (startsWith(line, "{\"RecordEvent\"")
        && request(json, line) instanceof Request.RecordEvent it) {
      return it.event();
    }
    StoredEvent event = events.read(json, line);
    if (event.traceHigh == 0 && event.traceLow == 0) {
      event.traceHigh = event.rootHigh;
      event.traceLow = event.rootLow;
    }
    return event;
  }

  private static boolean startsWith(byte[] line, String start) {
    int length = Math.min(line.length, start.length());
    return new String(line, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).equals(start);
  }

  private static void requireEnd(JsonParser json) throws MalformedException {
    if (json.nextToken() != null) {
      throw new MalformedException("something follows behind the request");
    }
  }

  private static String reason(JacksonException e) {
    String text = String.valueOf(e.getOriginalMessage());
    return text.lines().findFirst().orElse("");
  }

  private Request request(JsonParser json, byte[] frame) throws MalformedException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return unit(json.getString());
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("a request is a name or an object");
    }
    String name = json.nextName();
    if (name == null || json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("a request is {\"NAME\": {…}}");
    }
    Request request = withData(json, frame, name);
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new MalformedException("a request has one name");
    }
    return request;
  }

  private static Request unit(String name) throws MalformedException {
    return switch (name) {
      case "Ping" -> new Request.Ping();
      case "Unsubscribe" -> new Request.Unsubscribe();
      case "GetMetrics" -> new Request.GetMetrics();
      default -> throw unknown(name);
    };
  }

  private static MalformedException unknown(String name) {
    String shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
    return new MalformedException("unknown request `" + shown + "`");
  }

  /** Reads to the last brace of the request's data. */
  private Request withData(JsonParser json, byte[] frame, String name) throws MalformedException {
    return switch (name) {
      case "RecordEvent" -> record(json, frame);
      case "StartTrace" -> startTrace(json, frame);
      case "StoreTrace" ->
          one(json, "trace", parser -> new TraceReader(events, frame).read(parser));
      case "GetTrace" ->
          one(json, "trace_id", parser -> new Request.GetTrace(Fields.id(parser, "trace_id")));
      case "QueryTraces" ->
          one(json, "query", parser -> new Request.QueryTraces(FilterReader.query(parser)));
      case "GetFlowVersions" ->
          one(json, "flow_id", it -> new Request.GetFlowVersions(Fields.text(it, "flow_id")));
      case "Subscribe" ->
          one(json, "filters", parser -> new Request.Subscribe(FilterReader.filters(parser)));
      default -> throw unknown(name);
    };
  }

  @FunctionalInterface
  private interface Reading {
    Request read(JsonParser json) throws MalformedException;
  }

  private static Request one(JsonParser json, String field, Reading reading)
      throws MalformedException {
    Request request = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals(field)) {
        request = reading.read(json);
      } else {
        json.skipChildren();
      }
    }
    return Fields.required(request, field);
  }

  private Request record(JsonParser json, byte[] frame) throws MalformedException {
    UUID trace = null;
    StoredEvent event = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "trace_id" -> trace = Fields.id(json, name);
        case "event" -> event = events.read(json, frame);
        default -> json.skipChildren();
      }
    }
    StoredEvent read = Fields.required(event, "event");
    UUID id = Fields.required(trace, "trace_id");
    read.traceHigh = id.getMostSignificantBits();
    read.traceLow = id.getLeastSignificantBits();
    return new Request.RecordEvent(read);
  }

  private static Request startTrace(JsonParser json, byte[] frame) throws MalformedException {
    String flow = null;
    @Nullable String version = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "flow_id" -> flow = Fields.text(json, name);
        case "version" -> {
          Fields.requireObject(json, name);
          version = Fields.raw(json, frame);
        }
        default -> json.skipChildren();
      }
    }
    return new Request.StartTrace(
        Fields.required(flow, "flow_id"), Fields.required(version, "version"));
  }
}
