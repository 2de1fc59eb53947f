package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Origin;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** The rules in force, in the order in which they are tried. One thread. */
final class RulesSection implements DoctorSection {

  /** One rule; {@code whose} is "yours", "framework" or "convention". */
  private record Line(String whose, String rule, String type, String methods, String origin) {}

  private static final String YOURS = "yours";

  private final List<Line> lines = new ArrayList<>();
  private final List<String> disabled;

  RulesSection(Rules rules, Settings settings) {
    this.disabled = settings.get(Options.CONNECTORS_DISABLED);
    rules
        .connectors()
        .forEach(
            rule ->
                add(
                    whose(rule.builtIn(), rule.framework()),
                    "connector " + rule.name(),
                    rule.type(),
                    rule.methods(),
                    rule.origin()));
    rules
        .receivers()
        .forEach(
            rule ->
                add(
                    whose(rule.builtIn(), rule.framework()),
                    "receiver " + rule.name(),
                    rule.type(),
                    rule.methods(),
                    rule.origin()));
  }

  private void add(String whose, String rule, Object type, List<?> methods, Origin origin) {
    List<String> names = methods.stream().map(Object::toString).toList();
    String place = whose.equals(YOURS) ? origin.toString() : "";
    lines.add(new Line(whose, rule, type.toString(), String.join(" | ", names), place));
  }

  private static String whose(boolean builtIn, boolean framework) {
    return !builtIn ? YOURS : framework ? "framework" : "convention";
  }

  /** The user's rules by kind and name. */
  Set<String> own() {
    return lines.stream()
        .filter(line -> line.whose.equals(YOURS))
        .map(Line::rule)
        .collect(Collectors.toSet());
  }

  @Override
  public String title() {
    return "Rules in force, the first that matches a method wins";
  }

  @Override
  public void print(Terminal terminal) {
    Columns columns =
        new Columns(
            terminal.isInteractive() ? terminal.width() - 2 : Columns.UNLIMITED,
            Columns.WHOLE,
            Columns.WHOLE,
            12,
            12,
            Columns.WHOLE);
    lines.forEach(line -> columns.fit(cells(line)));
    int[] widths = columns.widths();
    for (Line line : lines) {
      StringBuilder row = new StringBuilder("  ");
      List<String> cells = cells(line);
      for (int i = 0; i < cells.size(); i++) {
        row.append(columns.fitted(cells.get(i), widths[i], false)).append("  ");
      }
      String text = row.toString().stripTrailing();
      terminal.line(line.whose.equals(YOURS) ? text : terminal.paint(Tone.DIM, text));
    }
    for (String name : disabled) {
      terminal.line("  disabled    " + name);
    }
  }

  private static List<String> cells(Line line) {
    return List.of(line.whose, line.rule, line.type, line.methods, line.origin);
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeArrayPropertyStart("rules");
    for (Line line : lines) {
      json.writeStartObject();
      json.writeStringProperty("rule", line.rule);
      json.writeStringProperty("whose", line.whose);
      json.writeStringProperty("type", line.type);
      json.writeStringProperty("methods", line.methods);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("disabled");
    disabled.forEach(json::writeString);
    json.writeEndArray();
  }

  @Override
  public int exitStatus() {
    return ExitStatus.OK;
  }
}
