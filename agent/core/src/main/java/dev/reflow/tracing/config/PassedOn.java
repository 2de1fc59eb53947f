package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The properties that the user sets for Kafka's client through us: {@code
 * reflow.sink.kafka.linger.ms} is its {@code linger.ms}. Which there are, only the client knows.
 * Immutable.
 */
public final class PassedOn {

  private static final String PREFIX = "reflow.sink.kafka.";
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passphrase|secret|jaas|token|credential|user\\.info|api\\.?key"
              + "|keystore\\.(key|certificate)|truststore\\.certificates");

  private static final Pattern QUOTED = Pattern.compile("password=[\"']([^\"']+)[\"']");

  private final Map<String, Assigned> assigned;

  /** By the whole key. */
  PassedOn(Map<String, Assigned> assigned) {
    this.assigned = new LinkedHashMap<>(assigned);
  }

  static boolean isKey(String key) {
    return key.startsWith(PREFIX) && key.length() > PREFIX.length();
  }

  /** The key that an environment variable stands for; Kafka's names have full stops only. */
  static Optional<String> key(String variable) {
    String prefix = KeyName.environment(PREFIX);
    if (!variable.startsWith(prefix) || variable.length() == prefix.length()) {
      return Optional.empty();
    }
    String rest = variable.substring(prefix.length());
    return Optional.of(PREFIX + rest.toLowerCase(Locale.ROOT).replace('_', '.'));
  }

  /** Whether a value of the client's property {@code name} is never to be shown. */
  public static boolean isSecret(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** The client's properties by the client's names, secrets included. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    assigned.forEach((key, value) -> properties.put(key.substring(PREFIX.length()), value.value()));
    return properties;
  }

  /** What is never to be shown of the values, such as the password within a longer one. */
  public Set<String> secrets() {
    Set<String> secrets = new HashSet<>();
    properties()
        .forEach(
            (name, value) -> {
              if (isSecret(name)) {
                secrets.add(value);
                QUOTED.matcher(value).results().forEach(quoted -> secrets.add(quoted.group(1)));
              }
            });
    secrets.remove("");
    return secrets;
  }

  /** The whole keys, in the order in which they were set. */
  public List<String> keys() {
    return List.copyOf(assigned.keySet());
  }

  /** The value of {@code key} as text for a user; a secret as stars; empty where it is not set. */
  public String text(String key) {
    Assigned value = assigned.get(key);
    if (value == null || value.value().isEmpty()) {
      return "";
    }
    return isSecret(key) ? "****" : value.value();
  }

  /** Where {@code key} was set. */
  public Origin origin(String key) {
    Assigned value = assigned.get(key);
    return value == null ? Origin.DEFAULT : value.origin();
  }

  List<SettingChange> changesTo(PassedOn later) {
    List<SettingChange> changes = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(assigned.keySet());
    keys.addAll(later.assigned.keySet());
    for (String key : keys) {
      if (!value(key).equals(later.value(key))) {
        changes.add(new SettingChange(key, text(key), later.text(key), false, isSecret(key)));
      }
    }
    return changes;
  }

  private String value(String key) {
    Assigned value = assigned.get(key);
    return value == null ? "" : value.value();
  }
}
