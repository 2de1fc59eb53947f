package dev.reflow.tracing.config;

import java.util.List;
import java.util.Map;

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

  Settings(Map<Option<?>, Value> values, List<RuleEntry> ruleEntries) {
    this.values = Map.copyOf(values);
    this.ruleEntries = List.copyOf(ruleEntries);
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
    String text = value(option).text();
    return option.secret() && !text.isEmpty() ? "****" : text;
  }

  /** Every line of every rule of the user's, in file order. */
  public List<RuleEntry> ruleEntries() {
    return ruleEntries;
  }

  private Value value(Option<?> option) {
    Value value = values.get(option);
    if (value == null) {
      throw new IllegalArgumentException(option.key() + " is not in the catalogue");
    }
    return value;
  }
}
