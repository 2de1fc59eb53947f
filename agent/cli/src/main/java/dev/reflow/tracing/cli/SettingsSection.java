package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Option;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Origin;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Each option's value, where it was set, and what is wrong. One thread. */
final class SettingsSection implements DoctorSection {

  private final Settings settings;
  private final List<Problem> problems;

  SettingsSection(Settings settings, List<Problem> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  @Override
  public String title() {
    return "Configuration";
  }

  @Override
  public void print(Terminal terminal) {
    Columns columns = new Columns(Columns.UNLIMITED, 0, 0, 0);
    for (Option<?> option : Options.ALL) {
      columns.fit(cells(option));
    }
    List<String> passedOn = settings.passedOn().keys();
    passedOn.forEach(key -> columns.fit(passedOn(key)));
    for (Option<?> option : Options.ALL) {
      String line = row(columns, cells(option));
      terminal.line("  " + (isSet(option) ? line : terminal.paint(Tone.DIM, line)));
    }
    passedOn.forEach(key -> terminal.line("  " + row(columns, passedOn(key))));
    for (Problem problem : problems) {
      Mark mark = problem.isError() ? Mark.BAD : Mark.FINDING;
      mark.print(terminal, problem.toString());
    }
    if (exitStatus() != ExitStatus.OK) {
      Mark.BAD.print(terminal, "with this the agent leaves tracing off");
    }
  }

  private static String row(Columns columns, List<String> cells) {
    int[] widths = columns.widths();
    return columns.fitted(cells.get(0), widths[0], false)
        + "  "
        + columns.fitted(cells.get(1), widths[1], false)
        + "  "
        + cells.get(2);
  }

  private List<String> cells(Option<?> option) {
    String value = value(option);
    return List.of(
        option.key(),
        value.isEmpty() ? "-" : Shortening.printable(value),
        settings.origin(option).toString());
  }

  /** What goes to Kafka's client as it is. */
  private List<String> passedOn(String key) {
    String value = settings.passedOn().text(key);
    return List.of(
        key,
        value.isEmpty() ? "-" : Shortening.printable(value),
        settings.passedOn().origin(key).toString());
  }

  /**
   * The value, or the default as documented where it depends on the traced program, which this
   * process is not.
   */
  private String value(Option<?> option) {
    boolean ofProgram = option.defaultText().contains("${");
    return ofProgram && !isSet(option) ? option.defaultText() : settings.text(option);
  }

  private boolean isSet(Option<?> option) {
    return settings.origin(option).kind() != Origin.Kind.DEFAULT;
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeObjectPropertyStart("configuration");
    for (Option<?> option : Options.ALL) {
      json.writeObjectPropertyStart(option.key());
      json.writeStringProperty("value", value(option));
      json.writeStringProperty("origin", settings.origin(option).toString());
      json.writeEndObject();
    }
    for (String key : settings.passedOn().keys()) {
      json.writeObjectPropertyStart(key);
      json.writeStringProperty("value", settings.passedOn().text(key));
      json.writeStringProperty("origin", settings.passedOn().origin(key).toString());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("problems");
    problems.forEach(problem -> json.writeString(problem.toString()));
    json.writeEndArray();
  }

  @Override
  public int exitStatus() {
    return problems.stream().anyMatch(Problem::isError) ? ExitStatus.USAGE : ExitStatus.OK;
  }
}
