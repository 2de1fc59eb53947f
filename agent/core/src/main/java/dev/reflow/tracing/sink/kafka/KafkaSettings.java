package dev.reflow.tracing.sink.kafka;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the sink is told by the user. Immutable.
 *
 * @param servers where to ask first, {@code HOST:PORT} with commas between; empty when not set
 * @param isBinary whether values are the queue's records and not JSON
 * @param eventsPerRecord how many events a record may have; its key is the trace's id of the first
 * @param compression {@code none}, {@code gzip} or {@code zstd}, unless the properties have another
 * @param properties what goes to Kafka's client as it is, by the client's names
 * @param secrets the values among them that are never to be shown
 */
public record KafkaSettings(
    String servers,
    String topic,
    boolean isBinary,
    int eventsPerRecord,
    String compression,
    Map<String, String> properties,
    Set<String> secrets) {

  private static final Pattern USER = Pattern.compile("[^,/@]*@");

  public KafkaSettings {
    properties = Map.copyOf(properties);
    secrets = Set.copyOf(secrets);
  }

  /**
   * Whether each event is a record: it is also where a partitioner of the user's is to be asked.
   */
  boolean isOneEach() {
    return eventsPerRecord == 1
        || properties.containsKey(ProducerConfig.PARTITIONER_CLASS_CONFIG)
        || properties.containsKey(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
  }

  /** The addresses in force: {@code bootstrap.servers} is the client's own name for them. */
  String bootstrap() {
    return servers.isEmpty() ? properties.getOrDefault("bootstrap.servers", "") : servers;
  }

  /** Nothing of the properties, and no user and password that somebody put into an address. */
  @Override
  public String toString() {
    return "topic " + topic + " at " + USER.matcher(bootstrap()).replaceAll("****@");
  }
}
