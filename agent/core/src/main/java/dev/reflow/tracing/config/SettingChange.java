package dev.reflow.tracing.config;

/**
 * One key whose value is another one now.
 *
 * @param from the value before, as text for a user; empty when it was not set
 * @param to the value after, likewise
 * @param live whether it takes effect while the program runs
 * @param secret whether the values are stars
 */
public record SettingChange(String key, String from, String to, boolean live, boolean secret) {

  /** {@code reflow.log.level: info -> debug}. */
  @Override
  public String toString() {
    return secret ? key : key + ": " + shown(from) + " -> " + shown(to);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "not set" : text;
  }
}
