package dev.reflow.tracing.config;

/**
 * One thing wrong with the configuration.
 *
 * @param key the key it is about; empty when it is about the whole place
 * @param text what is wrong and what is allowed
 */
public record Problem(Origin place, String key, String text, Severity severity) {

  /** What a problem leads to. */
  public enum Severity {
    /** Tracing stays off; under {@code reflow.strict=true} the JVM ends. */
    ERROR,
    /** Tracing goes on; under {@code reflow.strict=true} the JVM ends. */
    WARNING
  }

  /** A bad value, a bad rule, a file that was named and is missing. */
  public static Problem error(Origin place, String key, String text) {
    return new Problem(place, key, text, Severity.ERROR);
  }

  /** An unknown key, a key set twice. */
  public static Problem warning(Origin place, String key, String text) {
    return new Problem(place, key, text, Severity.WARNING);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The one line a user sees. */
  @Override
  public String toString() {
    String where = key.isEmpty() || place.namesKey() ? "" : key + ": ";
    return place + ": " + where + text;
  }
}
