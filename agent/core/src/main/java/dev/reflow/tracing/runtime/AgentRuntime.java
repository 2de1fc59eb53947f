package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsSource;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.rule.Rules;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the launcher enters the agent's own loader. */
public final class AgentRuntime {

  /** The exit status of a JVM that {@code reflow.strict} ends. */
  private static final int BAD_CONFIGURATION = 2;

  private AgentRuntime() {}

  /**
   * Starts tracing, or says in one line why not. Returns as soon as classes loaded from now on are
   * woven: whatever is slow goes on on the agent's own thread.
   *
   * @param agentArgument what stands behind {@code =} in the JVM's option; null for nothing
   * @param agentJar the agent's own file
   * @param attached whether the application was running before
   */
  public static void start(
      Instrumentation instrumentation,
      @Nullable String agentArgument,
      Path agentJar,
      boolean attached) {
    SettingsSource source = SettingsSource.ofProcess(agentArgument);
    Loaded loaded = source.load();
    Settings settings = loaded.settings();
    AgentLog agentLog = new AgentLog(settings);
    Log log = agentLog.log();
    Rules rules = Rules.load(settings);
    List<Problem> problems = new ArrayList<>(loaded.problems());
    problems.addAll(rules.problems());
    if (!accept(problems, settings, log, attached) || !settings.get(Options.ENABLED)) {
      return;
    }
    SettingsWatch watch = new SettingsWatch(source, loaded, log);
    watch.add(agentLog::apply);
    Tracing tracing = new Tracing(instrumentation, settings, rules, watch, log);
    tracing.start(attached);
  }

  /** Tells every problem in a line, the last with what comes of it; says whether to go on. */
  private static boolean accept(
      List<Problem> problems, Settings settings, Log log, boolean attached) {
    boolean ends = !problems.isEmpty() && settings.get(Options.STRICT) && !attached;
    boolean usable = problems.stream().noneMatch(Problem::isError);
    for (int i = 0; i < problems.size(); i++) {
      Problem problem = problems.get(i);
      String line = problem + (i < problems.size() - 1 ? "" : consequence(ends, usable));
      if (problem.isError()) {
        log.error(line);
      } else {
        log.warn(line);
      }
    }
    if (ends) {
      System.exit(BAD_CONFIGURATION);
    }
    return usable;
  }

  private static String consequence(boolean ends, boolean usable) {
    if (ends) {
      return "; reflow.strict=true, so the JVM ends";
    }
    return usable ? "" : "; tracing is off, the application runs on";
  }
}
