package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Collects figures from their file; properties of a later version are passed over. One use. */
final class MetricsReading {

  private final JsonParser json;
  private final List<SinkMetrics> sinks = new ArrayList<>();
  private final List<StripeMetrics> stripes = new ArrayList<>();
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

  MetricsReading(JsonParser json) {
    this.json = json;
  }

  /** Of the object that has begun. */
  Metrics metrics() {
    Map<String, Double> numbers = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (token.isNumeric()) {
        numbers.put(name, json.getDoubleValue());
      } else {
        takeStructure(name);
      }
    }
    putFate(Fate.RECORDED, whole(numbers, "recorded"));
    putFate(Fate.SAMPLED_OUT, whole(numbers, "sampled_out"));
    putFate(Fate.EXPIRED, whole(numbers, "expired"));
    return new Metrics(
        whole(numbers, "time_ms"),
        number(numbers, "events_per_second"),
        number(numbers, "avg_latency_ms"),
        number(numbers, "memory_usage_mb"),
        fates,
        whole(numbers, "bytes_on_disk"),
        whole(numbers, "causes_forgotten"),
        sinks,
        stripes);
  }

  private void takeStructure(String name) {
    switch (name) {
      case "dropped" -> takeDrops();
      case "sinks" -> takeSinks();
      case "stripes" -> takeStripes();
      default -> json.skipChildren();
    }
  }

  private void takeDrops() {
    Map<String, Double> drops = object(new HashMap<>());
    for (Fate fate : Fate.values()) {
      if (fate.isDrop()) {
        putFate(fate, whole(drops, fate.key()));
      }
    }
  }

  private void takeSinks() {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> texts = new HashMap<>();
      Map<String, Double> numbers = object(texts);
      sinks.add(
          new SinkMetrics(
              texts.getOrDefault("sink", ""),
              whole(numbers, "shipped"),
              whole(numbers, "dead_lettered"),
              whole(numbers, "expired"),
              whole(numbers, "earlier"),
              whole(numbers, "retried"),
              whole(numbers, "lag_events"),
              number(numbers, "lag_seconds"),
              number(numbers, "avg_latency_ms")));
    }
  }

  private void takeStripes() {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, Double> numbers = object(new HashMap<>());
      stripes.add(
          new StripeMetrics(
              (int) whole(numbers, "stripe"),
              whole(numbers, "recorded"),
              whole(numbers, "bytes_on_disk")));
    }
  }

  /** The numbers of the object that is open; its texts go to {@code texts}. */
  private Map<String, Double> object(Map<String, String> texts) {
    Map<String, Double> numbers = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (token.isNumeric()) {
        numbers.put(name, json.getDoubleValue());
      } else if (token == JsonToken.VALUE_STRING) {
        texts.put(name, json.getString());
      } else {
        json.skipChildren();
      }
    }
    return numbers;
  }

  private void putFate(Fate fate, long events) {
    if (events > 0) {
      fates.put(fate, events);
    }
  }

  private static double number(Map<String, Double> numbers, String name) {
    return numbers.getOrDefault(name, 0.0);
  }

  /** Exact up to 2 to the 53rd, which is a hundred years of events. */
  private static long whole(Map<String, Double> numbers, String name) {
    return numbers.getOrDefault(name, 0.0).longValue();
  }
}
