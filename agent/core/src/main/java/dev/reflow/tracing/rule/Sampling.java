package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.SamplingRule;
import dev.reflow.tracing.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Which flows are recorded in full, as the settings say it. Immutable.
 *
 * @param rate the share of the flows that no rule is for
 * @param always globs of actors whose flows are all recorded
 * @param never globs of actors whose flows are not
 * @param rules the first that matches decides
 * @param maxEventsPerSecond 0 for no limit
 */
public record Sampling(
    double rate,
    List<Glob> always,
    List<Glob> never,
    List<SamplingCase> rules,
    int maxEventsPerSecond) {

  /** Records every flow. */
  public static final Sampling EVERYTHING = new Sampling(1, List.of(), List.of(), List.of(), 0);

  public Sampling {
    always = List.copyOf(always);
    never = List.copyOf(never);
    rules = List.copyOf(rules);
  }

  public static Sampling of(Settings settings) {
    List<SamplingCase> rules = new ArrayList<>();
    for (SamplingRule rule : settings.samplingRules()) {
      rules.add(SamplingCase.of(rule));
    }
    return new Sampling(
        settings.get(Options.SAMPLING_RATE),
        globs(settings.get(Options.SAMPLING_ALWAYS)),
        globs(settings.get(Options.SAMPLING_NEVER)),
        rules,
        settings.get(Options.SAMPLING_MAX_EVENTS_PER_SECOND).orElse(0));
  }

  /** Whether every flow is recorded, so that there is nothing to decide. */
  public boolean keepsAll() {
    return rate == 1 && never.isEmpty() && rules.isEmpty() && maxEventsPerSecond == 0;
  }

  /** Whether flows between these actors are recorded whatever rates say. */
  public boolean isAlways(String from, String to) {
    return Glob.any(always, from) || Glob.any(always, to);
  }

  /** Whether flows between these actors are not recorded; wins over {@link #isAlways}. */
  public boolean isNever(String from, String to) {
    return Glob.any(never, from) || Glob.any(never, to);
  }

  /** Globs of actors' names. */
  static List<Glob> globs(List<String> texts) {
    List<Glob> globs = new ArrayList<>();
    for (String text : texts) {
      globs.add(Glob.ofActor(text));
    }
    return globs;
  }
}
