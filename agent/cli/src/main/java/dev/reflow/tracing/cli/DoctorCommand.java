package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.rule.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why nothing is traced, or that all is well. One thread. */
@Command(
    name = "doctor",
    sortOptions = false,
    description = {
      "Shows the configuration in effect and where each value comes from, what is wrong with it,"
          + " the rules in force, whether the queue and the sinks can be reached, and what became"
          + " of each rule in the runs of the service.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 all is well, 1 no rule weaves the class, 2 the configuration is wrong, 3 the"
          + " queue or a sink cannot be reached.",
      "",
      "Examples:",
      "  doctor                                      with reflow-agent.properties of this"
          + " directory",
      "  doctor service=orders,sinks=file            as -javaagent:reflow-agent.jar=… takes it",
      "  doctor --class com.acme.OrderChannel --class-path 'app.jar:lib/*'"
    })
final class DoctorCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONFIG",
      description =
          "What -javaagent:reflow-agent.jar=CONFIG takes: a file, or key=value,key=value.")
  private @Nullable String config;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Says which rule matches this class, or why none does.")
  private @Nullable String className;

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      description = "Where the class and its supertypes are, as java -cp takes it. Default: .")
  private String classPath = ".";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Loaded loaded = configuration.load(surroundings, config);
    Settings settings = loaded.settings();
    Rules rules = Rules.load(settings);
    List<Problem> problems = new ArrayList<>(loaded.problems());
    problems.addAll(rules.problems());
    List<DoctorSection> sections =
        className == null
            ? general(settings, rules, problems)
            : List.of(ofClass(className, rules, problems));
    report(sections);
    return sections.stream()
        .map(DoctorSection::exitStatus)
        .filter(status -> status != ExitStatus.OK)
        .findFirst()
        .orElse(ExitStatus.OK);
  }

  private List<DoctorSection> general(Settings settings, Rules rules, List<Problem> problems) {
    Queues queues = new Queues(settings, surroundings.workingDirectory());
    RulesSection inForce = new RulesSection(rules, settings);
    return List.of(
        new SettingsSection(settings, problems),
        inForce,
        new ReachSection(settings, queues.directory(settings)),
        new RunsSection(runs(queues, settings), inForce.own(), surroundings));
  }

  private DoctorSection ofClass(String name, Rules rules, List<Problem> problems) {
    problems.forEach(problem -> surroundings.terminal().error(problem.toString()));
    ClassPath path = new ClassPath(classPath, surroundings.workingDirectory());
    return ClassSection.of(name, path, rules);
  }

  /** Of the service that is configured; of all services where none is. */
  private static List<RunDirectory> runs(Queues queues, Settings settings) {
    return Queues.below(queues.directory(settings)).stream()
        .flatMap(queue -> queue.runs().stream())
        .sorted(Comparator.comparing(run -> String.valueOf(run.path().getFileName())))
        .toList();
  }

  private void report(List<DoctorSection> sections) {
    Terminal terminal = surroundings.terminal();
    if (json) {
      JsonLine.print(
          terminal,
          object -> {
            object.writeStringProperty("agent", Version.text());
            object.writeStringProperty("java", Version.java());
            sections.forEach(section -> section.write(object));
          });
      return;
    }
    terminal.line("Reflow agent " + Version.text() + " on Java " + Version.java());
    for (DoctorSection section : sections) {
      terminal.line("");
      terminal.line(terminal.paint(Tone.BOLD, section.title()));
      section.print(terminal);
    }
    terminal.flush();
  }
}
