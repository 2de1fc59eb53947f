package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every option's value and where it was set. Immutable. */
public final class Settings {

  /**
   * A value and how it came to be.
   *
   * @param text as set, placeholders replaced
   */
  record Value(Object value, String text, Origin origin) {}

  private final Map<Option<?>, Value> values;
  private final List<RuleEntry> ruleEntries;
  private final List<SamplingRule> samplingRules;
  private final PassedOn passedOn;

  Settings(
      Map<Option<?>, Value> values,
      List<RuleEntry> ruleEntries,
      List<SamplingRule> samplingRules,
      PassedOn passedOn) {
    this.passedOn = passedOn;
    this.values = Map.copyOf(values);
    this.ruleEntries = List.copyOf(ruleEntries);
    this.samplingRules = List.copyOf(samplingRules);
  }

  /** The value of {@code option}, its default when nobody set it. */
  @SuppressWarnings("unchecked") // the loader stores what the option's own parser returned
  public <T> T get(Option<T> option) {
    return (T) value(option).value();
  }

  /** Where the value of {@code option} was set. */
  public Origin origin(Option<?> option) {
    return value(option).origin();
  }

  /**
   * The value of {@code option} as text for a user, with placeholders replaced; a secret as stars.
   */
  public String text(Option<?> option) {
    return option.shown(value(option).text());
  }

  /** Every line of every rule of the user's, in file order. */
  public List<RuleEntry> ruleEntries() {
    return ruleEntries;
  }

  /** The sampling rules, in the order in which they are tried: that of the file. */
  public List<SamplingRule> samplingRules() {
    return samplingRules;
  }

  /** What goes to Kafka's client as it is. */
  public PassedOn passedOn() {
    return passedOn;
  }

  /** What differs in {@code later}, as a user would write it; rules come last. */
  public List<SettingChange> changesTo(Settings later) {
    List<SettingChange> changes = new ArrayList<>();
    for (Option<?> option : Options.ALL) {
      if (!value(option).text().equals(later.value(option).text())) {
        changes.add(
            new SettingChange(
                option.key(), text(option), later.text(option), option.live(), option.secret()));
      }
    }
    changes.addAll(passedOn.changesTo(later.passedOn));
    Map<String, String> before = ruleTexts();
    Map<String, String> after = later.ruleTexts();
    Set<String> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String from = before.getOrDefault(key, "");
      String to = after.getOrDefault(key, "");
      if (!from.equals(to)) {
        changes.add(new SettingChange(key, from, to, isLiveRule(key), false));
      }
    }
    List<String> orderBefore = samplingRuleNames();
    List<String> orderAfter = later.samplingRuleNames();
    boolean isSameSet = Set.copyOf(orderBefore).equals(Set.copyOf(orderAfter));
    if (isSameSet && !orderBefore.equals(orderAfter)) {
      changes.add(
          new SettingChange(
              "order of " + RuleKind.SAMPLING.prefix() + "NAME",
              String.join(" ", orderBefore),
              String.join(" ", orderAfter),
              true,
              false));
    }
    return changes;
  }

  /** These settings with the values that {@code later} has for options that are live. */
  public Settings withLive(Settings later) {
    Map<Option<?>, Value> merged = new HashMap<>(values);
    for (Option<?> option : Options.ALL) {
      if (option.live()) {
        merged.put(option, later.value(option));
      }
    }
    return new Settings(merged, liveRules(later), later.samplingRules, passedOn);
  }

  private List<RuleEntry> liveRules(Settings later) {
    List<RuleEntry> merged = new ArrayList<>(ruleEntries);
    merged.removeIf(entry -> entry.kind() == RuleKind.SAMPLING);
    for (RuleEntry entry : later.ruleEntries) {
      if (entry.kind() == RuleKind.SAMPLING) {
        merged.add(entry);
      }
    }
    return merged;
  }

  private static boolean isLiveRule(String key) {
    return key.startsWith(RuleKind.SAMPLING.prefix());
  }

  private List<String> samplingRuleNames() {
    return samplingRules.stream().map(SamplingRule::name).toList();
  }

  private Map<String, String> ruleTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RuleEntry entry : ruleEntries) {
      texts.put(entry.key(), entry.value());
    }
    return texts;
  }

  private Value value(Option<?> option) {
    Value value = values.get(option);
    if (value == null) {
      throw new IllegalArgumentException(option.key() + " is not in the catalogue");
    }
    return value;
  }
}
