package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The agent's own figures as {@code metrics.json} in a run's directory: written about once a second
 * while they change, read by {@code stats --overhead}. Stateless; one thread at a time for each
 * directory.
 */
public final class MetricsFile {

  /** The file's name in the run's directory. */
  public static final String NAME = "metrics.json";

  private static final JsonFactory FACTORY = new JsonFactory();

  private MetricsFile() {}

  /** Writes {@code metrics} so that a reader sees the old file or the new one, never a half. */
  public static void write(Path runDirectory, Metrics metrics) throws IOException {
    Path next = runDirectory.resolve(NAME + ".next");
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), utf8)) {
      json.writeStartObject();
      write(json, metrics);
      json.writeEndObject();
    }
    Files.write(next, utf8.toByteArray());
    Files.move(
        next,
        runDirectory.resolve(NAME),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The figures in {@code runDirectory}.
   *
   * @throws IOException naming the file, when there is none or it holds no figures
   */
  public static Metrics read(Path runDirectory) throws IOException {
    Path file = runDirectory.resolve(NAME);
    byte[] utf8 = Files.readAllBytes(file);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + " holds no figures");
      }
      return new MetricsReading(json).metrics();
    } catch (JacksonException e) {
      throw new IOException(file + " holds no figures: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes the properties of {@code metrics} into the object that is open. */
  public static void write(JsonGenerator json, Metrics metrics) {
    json.writeNumberProperty("time_ms", metrics.timeMs());
    json.writeNumberProperty("events_per_second", rounded(metrics.eventsPerSecond()));
    json.writeNumberProperty("avg_latency_ms", rounded(metrics.avgLatencyMs()));
    json.writeNumberProperty("memory_usage_mb", rounded(metrics.memoryUsageMb()));
    json.writeNumberProperty("recorded", metrics.recorded());
    json.writeNumberProperty("sampled_out", metrics.sampledOut());
    json.writeNumberProperty("expired", metrics.of(Fate.EXPIRED));
    json.writeObjectPropertyStart("dropped");
    for (Map.Entry<String, Long> drop : metrics.drops().entrySet()) {
      json.writeNumberProperty(drop.getKey(), drop.getValue());
    }
    json.writeEndObject();
    json.writeNumberProperty("shipped", metrics.shipped());
    json.writeNumberProperty("retried", metrics.retried());
    json.writeNumberProperty("lag_events", metrics.lagEvents());
    json.writeNumberProperty("lag_seconds", rounded(metrics.lagSeconds()));
    json.writeNumberProperty("bytes_on_disk", metrics.bytesOnDisk());
    json.writeNumberProperty("causes_forgotten", metrics.causesForgotten());
    json.writeArrayPropertyStart("sinks");
    metrics.sinks().forEach(sink -> write(json, sink));
    json.writeEndArray();
    json.writeArrayPropertyStart("stripes");
    metrics.stripes().forEach(stripe -> write(json, stripe));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, SinkMetrics sink) {
    json.writeStartObject();
    json.writeStringProperty("sink", sink.sink());
    json.writeNumberProperty("shipped", sink.shipped());
    json.writeNumberProperty("dead_lettered", sink.deadLettered());
    json.writeNumberProperty("expired", sink.expired());
    json.writeNumberProperty("earlier", sink.earlier());
    json.writeNumberProperty("retried", sink.retried());
    json.writeNumberProperty("lag_events", sink.lagEvents());
    json.writeNumberProperty("lag_seconds", rounded(sink.lagSeconds()));
    json.writeNumberProperty("avg_latency_ms", rounded(sink.avgLatencyMs()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, StripeMetrics stripe) {
    json.writeStartObject();
    json.writeNumberProperty("stripe", stripe.stripe());
    json.writeNumberProperty("recorded", stripe.recorded());
    json.writeNumberProperty("bytes_on_disk", stripe.bytesOnDisk());
    json.writeEndObject();
  }

  /** To a thousandth: more is noise. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
