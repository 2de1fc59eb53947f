package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.RuleSnapshot;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.runtime.RuleReportFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** What became of each rule in the runs that live, or in the last one. One thread. */
final class RunsSection implements DoctorSection {

  /** More runs say nothing new. */
  private static final int MOST_RUNS = 3;

  /** A run and its rules; {@code trouble} says why there are none. */
  private record Run(RunDirectory directory, List<RuleSnapshot> rules, String trouble) {}

  private final List<Run> runs = new ArrayList<>();
  private final Surroundings surroundings;
  private final Set<String> own;

  /**
   * Reads the reports of the living runs, else of the last one.
   *
   * @param all oldest first
   * @param own the user's rules, by kind and name
   */
  RunsSection(List<RunDirectory> all, Set<String> own, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.own = own;
    List<RunDirectory> chosen = new ArrayList<>(all);
    if (chosen.stream().anyMatch(RunDirectory::isAlive)) {
      chosen.removeIf(run -> !run.isAlive());
    } else if (!chosen.isEmpty()) {
      chosen = chosen.subList(chosen.size() - 1, chosen.size());
    }
    int from = Math.max(0, chosen.size() - MOST_RUNS);
    chosen.subList(from, chosen.size()).forEach(run -> runs.add(read(run)));
  }

  private static Run read(RunDirectory run) {
    try {
      return new Run(run, RuleReportFile.read(run.path()), "");
    } catch (NoSuchFileException e) {
      return new Run(run, List.of(), "no rule report yet");
    } catch (IOException e) {
      return new Run(run, List.of(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String title() {
    return "What became of the rules";
  }

  @Override
  public void print(Terminal terminal) {
    if (runs.isEmpty()) {
      terminal.line("  no run yet: start the program with -javaagent, and look again");
    }
    for (Run run : runs) {
      terminal.line("  " + run.directory.path() + " (" + state(run.directory) + ")");
      if (!run.trouble.isEmpty()) {
        Mark.FINDING.print(terminal, run.trouble);
      }
      run.rules.stream().filter(rule -> !isIdle(rule)).forEach(rule -> print(terminal, rule));
    }
  }

  private String state(RunDirectory run) {
    ProcessInfo process = run.processInfo();
    if (process == null) {
      return run.isAlive() ? "alive" : "ended";
    }
    String since = Figures.ago(surroundings.nowNs() - process.startNs());
    return process.service()
        + ", "
        + (run.isAlive() ? "alive" : "ended")
        + ", process "
        + process.pid()
        + ", started "
        + since;
  }

  /** A shipped rule that has nothing to do in this program is no finding. */
  private boolean isIdle(RuleSnapshot rule) {
    return rule.loaded()
        && rule.matched() == 0
        && rule.refused() == 0
        && !own.contains(rule.name());
  }

  private static void print(Terminal terminal, RuleSnapshot rule) {
    String finding = rule.finding();
    if (finding.isEmpty()) {
      String figures =
          Figures.counted(rule.matched(), "class", "classes")
              + ", "
              + Figures.counted(rule.woven(), "method", "methods")
              + " woven, "
              + (rule.fired() ? "called" : "not called yet");
      (rule.fired() ? Mark.GOOD : Mark.FINDING).print(terminal, rule.name() + ": " + figures);
    } else {
      Mark.FINDING.print(terminal, finding);
    }
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeArrayPropertyStart("runs");
    for (Run run : runs) {
      json.writeStartObject();
      json.writeStringProperty("run", run.directory.path().toString());
      json.writeBooleanProperty("alive", run.directory.isAlive());
      json.writeArrayPropertyStart("rules");
      run.rules.forEach(rule -> write(json, rule));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, RuleSnapshot rule) {
    json.writeStartObject();
    json.writeStringProperty("rule", rule.name());
    json.writeBooleanProperty("loaded", rule.loaded());
    json.writeNumberProperty("matched", rule.matched());
    json.writeNumberProperty("woven", rule.woven());
    json.writeBooleanProperty("fired", rule.fired());
    json.writeNumberProperty("refused", rule.refused());
    json.writeStringProperty("finding", rule.finding().isEmpty() ? null : rule.finding());
    json.writeEndObject();
  }

  @Override
  public int exitStatus() {
    return ExitStatus.OK;
  }
}
