package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Weaves a JVM that runs already. One thread. */
@Command(
    name = "attach",
    sortOptions = false,
    description = {
      "Loads the agent into a JVM that runs already, and says where its queue is. Classes that are"
          + " loaded by then are woven all the same.",
      ""
    },
    footer = {
      "",
      "It takes a JDK, and the user that the process belongs to. A JVM of version 21 or later warns"
          + " on its own error stream of an agent that is loaded late;"
          + " -XX:+EnableDynamicAgentLoading keeps it from that.",
      "",
      "Examples:",
      "  attach 12345                                        with the process's own configuration",
      "  attach 12345 reflow-agent.properties                with this file",
      "  attach 12345 service=orders,sinks=file              with these values"
    })
final class AttachCommand implements Callable<Integer> {

  /** Says what a PID is. */
  static final class PidConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (text.matches("[1-9]\\d{0,9}")) {
        return Long.parseLong(text);
      }
      throw new TypeConversionException("\"" + text + "\" is not the number of a process");
    }
  }

  private static final long FIRST_MESSAGE_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "PID",
      converter = PidConverter.class,
      description = "The number of the process, as jps shows it.")
  private long pid;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CONFIG",
      description =
          "What -javaagent:reflow-agent.jar=CONFIG takes: a file, or key=value,key=value.")
  private @Nullable String config;

  @Option(
      names = "--agent",
      paramLabel = "JAR",
      description = "The agent's jar; this one when not given.")
  private @Nullable Path agent;

  @Option(names = "--json", description = "One JSON object that says where the queue is.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  AttachCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    AgentArgument argument = configuration.agentArgument(surroundings, config);
    Settings settings = argument.check(surroundings);
    Path root = new Queues(settings, surroundings.workingDirectory()).root();
    ProcessHandle process = process();
    Optional<RunDirectory> before = run(root);
    if (before.isPresent()) {
      throw CommandException.failure(
          "process " + pid + " is traced already; its queue is " + before.get().path());
    }
    AttachApi.find().loadAgent(pid, agentJar(), argument.text());
    report(root, awaitRun(root, process));
    return ExitStatus.OK;
  }

  private ProcessHandle process() {
    if (pid == ProcessHandle.current().pid()) {
      throw CommandException.usage("process " + pid + " is this command itself");
    }
    return ProcessHandle.of(pid)
        .orElseThrow(() -> CommandException.nothingFound("there is no process " + pid));
  }

  private Path agentJar() {
    // Run by java -jar, the class path is the jar.
    Path jar = agent == null ? Path.of(System.getProperty("java.class.path", "")) : agent;
    if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
      throw CommandException.usage("no agent jar at \"" + jar + "\"; name it with --agent");
    }
    return jar.toAbsolutePath().normalize();
  }

  /** Looks for the queue for a moment: it is made when the first message flows. */
  private Optional<RunDirectory> awaitRun(Path root, ProcessHandle process) {
    long endNs = surroundings.nowNs() + FIRST_MESSAGE_NS;
    Optional<RunDirectory> run = Optional.empty();
    while (run.isEmpty() && surroundings.nowNs() < endNs && process.isAlive()) {
      LockSupport.parkNanos(this, POLL_NS);
      run = run(root);
    }
    return run;
  }

  private Optional<RunDirectory> run(Path root) {
    return Queues.below(root).stream()
        .flatMap(queue -> queue.runs().stream())
        .filter(this::isIts)
        .findAny();
  }

  private boolean isIts(RunDirectory run) {
    ProcessInfo info = run.processInfo();
    return info != null && info.pid() == pid && run.isAlive();
  }

  private void report(Path root, Optional<RunDirectory> run) {
    Terminal terminal = surroundings.terminal();
    if (json) {
      JsonLine.print(
          terminal,
          object -> {
            object.writeNumberProperty("pid", pid);
            object.writeStringProperty(
                "run", run.map(found -> found.path().toString()).orElse(null));
          });
    } else if (run.isPresent()) {
      terminal.line("process " + pid + " is traced; its queue is " + run.get().path());
    } else {
      terminal.line(
          "process "
              + pid
              + " has the agent; its queue appears in "
              + root
              + " with its first message");
    }
    terminal.flush();
  }
}
