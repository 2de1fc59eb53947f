package dev.reflow.tracing.server.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which topic to read, and as whom. Immutable.
 *
 * @param servers {@code HOST:PORT,HOST:PORT}
 * @param client further properties of Kafka's consumer
 */
public record KafkaAddress(String servers, String topic, Map<String, Object> client) {

  private static final Pattern FROM = Pattern.compile("kafka:([^/\\s]+)/([A-Za-z0-9._-]{1,249})");

  /** The address that {@code kafka:SERVERS/TOPIC} is; null where it is none. */
  public static @Nullable KafkaAddress parse(String from) {
    Matcher matcher = FROM.matcher(from);
    return matcher.matches()
        ? new KafkaAddress(matcher.group(1), matcher.group(2), Map.of())
        : null;
  }

  /** The same with the properties that {@code file} holds. */
  public KafkaAddress with(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(text);
    }
    Map<String, Object> properties = new HashMap<>();
    read.forEach((name, value) -> properties.put(String.valueOf(name), value));
    return new KafkaAddress(servers, topic, properties);
  }

  /** Without the client's properties, which may be secret. */
  @Override
  public String toString() {
    return "kafka:" + servers + "/" + topic;
  }
}
