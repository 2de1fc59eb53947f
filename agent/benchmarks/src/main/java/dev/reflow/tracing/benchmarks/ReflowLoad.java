package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a program under our agent and counts what became of its events.
 *
 * @param watchIntervalMs how often the program is looked at, which takes a moment of a processor
 */
record ReflowLoad(Setting setting, int watchIntervalMs) {

  private static final Pattern EVENTS = Pattern.compile("\"events\":(\\d+)");
  private static final Pattern RECORDED = Pattern.compile("^\\{.*?\"recorded\":(\\d+)");

  /**
   * What became of it.
   *
   * @param delivered events in the sink when the process had ended; those on the queue without one
   * @param kept those and what {@code ship} delivers afterwards
   */
  record Result(ChildJvm.Outcome outcome, long delivered, long kept) {}

  ReflowLoad(Setting setting) {
    this(setting, 10);
  }

  /** Puts options of the JVM before a program. */
  interface Launch {
    List<String> arguments(List<String> options) throws IOException;
  }

  /** With the file sink, as a user has it. */
  Result toFile(List<String> program) throws IOException, InterruptedException {
    return toFile(options -> setting.program(options, program));
  }

  /** The same for a program that {@code launch} makes arguments of {@code java} of. */
  Result toFile(Launch launch) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
      Path path = directory.path();
      List<String> sink =
          List.of(
              "-Dreflow.sinks=file", "-Dreflow.sink.file.path=" + path.resolve("events.ndjson"));
      List<String> agent = new ArrayList<>(setting.reflow(path));
      agent.addAll(sink);
      ChildJvm.Outcome outcome = new ChildJvm(path, watchIntervalMs).run(launch.arguments(agent));
      long delivered = EventFiles.distinctEvents(path);
      command(path, sink, "ship", Setting.queue(path).toString());
      return new Result(outcome, delivered, EventFiles.distinctEvents(path));
    }
  }

  /** Without a sink: events stay on the queue, where they are counted. */
  Result toQueue(List<String> options, List<String> program)
      throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
      return toQueue(directory.path(), options, program);
    }
  }

  /** As before, in a directory that stays for a look. */
  Result toQueue(Path directory, List<String> options, List<String> program)
      throws IOException, InterruptedException {
    List<String> agent = new ArrayList<>(setting.reflow(directory));
    agent.addAll(List.of("-Dreflow.sinks=none", "-Dreflow.queue.max-bytes=16GiB"));
    agent.addAll(options);
    ChildJvm.Outcome outcome =
        new ChildJvm(directory, watchIntervalMs).run(setting.program(agent, program));
    long events = events(directory);
    return new Result(outcome, events, events);
  }

  /**
   * Without a sink, on a queue as large as a user's may be by default: what was recorded first goes
   * for what comes, so the agent's own figures say how much was kept.
   */
  Result toFullQueue(List<String> program) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "reflow")) {
      Path path = directory.path();
      List<String> agent = new ArrayList<>(setting.reflow(path));
      agent.add("-Dreflow.sinks=none");
      ChildJvm.Outcome outcome =
          new ChildJvm(path, watchIntervalMs).run(setting.program(agent, program));
      String queue = Setting.queue(path).toString();
      List<String> figures =
          command(path, List.of(), "stats", "--overhead", "--json", queue).output();
      long recorded = figures.stream().mapToLong(line -> number(RECORDED, line)).sum();
      return new Result(outcome, recorded, recorded);
    }
  }

  private long events(Path directory) throws IOException, InterruptedException {
    String queue = Setting.queue(directory).toString();
    long events = 0;
    for (String line : command(directory, List.of(), "verify", queue, "--json").output()) {
      events += events(line);
    }
    return events;
  }

  /** The number of events in a line of {@code verify --json}. */
  static long events(String line) {
    return number(EVENTS, line);
  }

  private static long number(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no number of events in " + line);
    }
    return Long.parseLong(matcher.group(1));
  }

  private ChildJvm.Outcome command(Path directory, List<String> options, String... command)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-jar", setting.reflowAgent().normalize().toString()));
    arguments.addAll(List.of(command));
    return new ChildJvm(directory, 10).run(arguments);
  }
}
