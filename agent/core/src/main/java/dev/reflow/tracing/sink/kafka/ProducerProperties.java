package dev.reflow.tracing.sink.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What Kafka's producer is made with: the user's properties, and ours where there are none. */
final class ProducerProperties {

  /** One compressed batch for each partition: some thousands of events. */
  private static final int BATCH_BYTES = 64 * 1024;

  /** Kafka's own 32 MiB it fills with buffers, and keeps, once brokers were slow for a moment. */
  private static final long BUFFER_BYTES = 8L << 20;

  private static final int REQUEST_TIMEOUT_MS = 10_000;
  private static final int DELIVERY_TIMEOUT_MS = 15_000;

  /** Of these the client asks that they fit each other, so ours are for all or none. */
  private static final List<String> TIMES =
      List.of(
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          ProducerConfig.LINGER_MS_CONFIG);

  private ProducerProperties() {}

  static Map<String, Object> of(KafkaSettings settings) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "reflow");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
    all.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    all.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1);
    if (!settings.properties().containsKey(ProducerConfig.BATCH_SIZE_CONFIG)) {
      all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
      all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    }
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MS);
    if (TIMES.stream().noneMatch(settings.properties()::containsKey)) {
      all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
      all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    }
    // The default reporter is a bean, and the agent is never the first to use JMX.
    all.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    all.putAll(settings.properties());
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    // The agent's jar leaves out what this needs.
    all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return all;
  }

  /** The user's properties that the client does not know, in alphabetical order. */
  static SortedSet<String> unknown(KafkaSettings settings) {
    SortedSet<String> names = new TreeSet<>(settings.properties().keySet());
    names.removeAll(ProducerConfig.configNames());
    return names;
  }

  /** Whether batches are compressed with zstd. */
  static boolean isZstd(Map<String, Object> all) {
    return "zstd".equals(all.get(ProducerConfig.COMPRESSION_TYPE_CONFIG));
  }
}
