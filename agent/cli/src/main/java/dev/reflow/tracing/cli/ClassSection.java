package dev.reflow.tracing.cli;

import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.weave.Explanation;
import dev.reflow.tracing.weave.Explanation.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Which rule matches a class, or why none does. One thread. */
final class ClassSection implements DoctorSection {

  private final Explanation explanation;

  private ClassSection(Explanation explanation) {
    this.explanation = explanation;
  }

  /** Holds the class {@code name} on {@code classPath} against {@code rules}. */
  static ClassSection of(String name, ClassPath classPath, Rules rules) {
    String file = name.replace('.', '/') + ".class";
    try (URLClassLoader loader = classPath.loader();
        InputStream bytes = loader.getResourceAsStream(file)) {
      if (bytes == null) {
        throw CommandException.nothingFound("there is no class " + name + " on " + classPath);
      }
      return new ClassSection(Explanation.of(bytes.readAllBytes(), loader, rules));
    } catch (IOException e) {
      throw CommandException.failure("the class " + name + " cannot be read: " + e.getMessage());
    }
  }

  @Override
  public String title() {
    return "Class " + explanation.className();
  }

  @Override
  public void print(Terminal terminal) {
    if (!explanation.isWoven()) {
      Mark.FINDING.print(terminal, "no rule weaves it");
    }
    List<Verdict> verdicts = explanation.verdicts();
    verdicts.stream()
        .filter(verdict -> !verdict.methods().isEmpty())
        .forEach(verdict -> Mark.GOOD.print(terminal, verdict.rule() + " " + verdict.text()));
    verdicts.stream()
        .filter(verdict -> verdict.methods().isEmpty())
        .forEach(
            verdict ->
                terminal.line(
                    terminal.paint(Tone.DIM, "  - " + verdict.rule() + " " + verdict.text())));
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeObjectPropertyStart("class");
    json.writeStringProperty("name", explanation.className());
    json.writeBooleanProperty("woven", explanation.isWoven());
    json.writeArrayPropertyStart("rules");
    for (Verdict verdict : explanation.verdicts()) {
      json.writeStartObject();
      json.writeStringProperty("rule", verdict.rule());
      json.writeBooleanProperty("type_matches", verdict.typeMatches());
      json.writeArrayPropertyStart("methods");
      verdict.methods().forEach(json::writeString);
      json.writeEndArray();
      json.writeStringProperty("text", verdict.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public int exitStatus() {
    return explanation.isWoven() ? ExitStatus.OK : ExitStatus.NOTHING_FOUND;
  }
}
