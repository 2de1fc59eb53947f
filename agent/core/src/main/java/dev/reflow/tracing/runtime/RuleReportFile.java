package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.RuleSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The rule report as {@code rules.json} in a run's directory: written by the agent, read by whoever
 * asks what became of a rule. Stateless; one thread at a time for each directory.
 */
public final class RuleReportFile {

  /** The file's name in the run's directory. */
  public static final String NAME = "rules.json";

  private static final JsonFactory FACTORY = new JsonFactory();

  private RuleReportFile() {}

  /** Writes {@code rules} so that a reader sees the old file or the new one, never a half. */
  public static void write(Path runDirectory, List<RuleSnapshot> rules) throws IOException {
    Path file = runDirectory.resolve(NAME);
    Path next = runDirectory.resolve(NAME + ".next");
    Files.write(next, json(rules));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The report in {@code runDirectory}.
   *
   * @throws IOException naming the file, when there is none or it is no report
   */
  public static List<RuleSnapshot> read(Path runDirectory) throws IOException {
    Path file = runDirectory.resolve(NAME);
    List<RuleSnapshot> rules = new ArrayList<>();
    byte[] utf8 = Files.readAllBytes(file);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + " is no rule report");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        rules.add(new Reading(json).rule());
      }
      return rules;
    } catch (JacksonException e) {
      throw new IOException(file + " is no rule report: " + e.getOriginalMessage(), e);
    }
  }

  private static byte[] json(List<RuleSnapshot> rules) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), utf8)) {
      json.writeStartArray();
      rules.forEach(rule -> write(json, rule));
      json.writeEndArray();
    }
    return utf8.toByteArray();
  }

  private static void write(JsonGenerator json, RuleSnapshot rule) {
    json.writeStartObject();
    json.writeStringProperty("name", rule.name());
    json.writeBooleanProperty("loaded", rule.loaded());
    json.writeNumberProperty("matched", rule.matched());
    json.writeNumberProperty("woven", rule.woven());
    json.writeBooleanProperty("fired", rule.fired());
    json.writeNumberProperty("refused", rule.refused());
    write(json, "matched_classes", rule.matchedClasses());
    write(json, "woven_methods", rule.wovenMethods());
    json.writeObjectPropertyStart("refusals");
    rule.refusals().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /** Collects one rule's properties; those of a later version are passed over. */
  private static final class Reading {
    private final JsonParser json;
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private List<String> matchedClasses = List.of();
    private List<String> wovenMethods = List.of();
    private String name = "";
    private boolean loaded;
    private boolean fired;
    private long matched;
    private long woven;
    private long refused;

    Reading(JsonParser json) {
      this.json = json;
    }

    RuleSnapshot rule() {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String property = json.currentName();
        json.nextToken();
        take(property);
      }
      return new RuleSnapshot(
          name,
          loaded,
          matchedClasses,
          matched,
          wovenMethods,
          woven,
          fired,
          Map.copyOf(refusals),
          refused);
    }

    private void take(String property) {
      switch (property) {
        case "name" -> name = json.getString();
        case "loaded" -> loaded = json.getBooleanValue();
        case "matched" -> matched = json.getLongValue();
        case "woven" -> woven = json.getLongValue();
        case "fired" -> fired = json.getBooleanValue();
        case "refused" -> refused = json.getLongValue();
        case "matched_classes" -> matchedClasses = texts();
        case "woven_methods" -> wovenMethods = texts();
        case "refusals" -> takeRefusals();
        default -> json.skipChildren();
      }
    }

    private List<String> texts() {
      List<String> texts = new ArrayList<>();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(json.getString());
      }
      return texts;
    }

    private void takeRefusals() {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String className = json.currentName();
        json.nextToken();
        refusals.put(className, json.getString());
      }
    }
  }
}
