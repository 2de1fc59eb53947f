package dev.reflow.tracing.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events as an agent sends them. */
final class WireEvents {

  static final String RECORDED = "{\"EventRecorded\":{\"success\":true,\"error\":null}}";

  /** The same for all of a test: an event that is sent again has the same time. */
  @SuppressWarnings("TimeInStaticInitializer") // what the tests ask for lies within the last hour
  private static final Instant START =
      Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

  private WireEvents() {}

  /** The id of the event of that number. */
  static UUID id(long number) {
    return new UUID(0x0190163d86947000L | (number >>> 20), 0x8000_0000_0000_0000L | number);
  }

  /** A flow from sensor_reader to data_processor. */
  static String flow(long number) {
    return flow(number, null, "sensor_reader", "data_processor", "msg_" + number, 1_500_000);
  }

  static String flow(
      long number,
      @Nullable Long parent,
      String from,
      String to,
      String message,
      long executionNs) {
    UUID id = id(number);
    UUID root = parent == null ? id : id(parent);
    String cause = parent == null ? "null" : '"' + id(parent).toString() + '"';
    return """
        {"event_id":"%s","timestamp":"%s","event_type":{"DataFlow":{"to_actor":"%s","to_port":"input"}},\
        "actor_id":"%s","data":{"port":"data","message":{"message_type":"SensorReading","size_bytes":256,\
        "checksum":"","serialized_data":[]},"state_diff":null,"error":null,"performance_metrics":\
        {"execution_time_ns":%d,"memory_usage_bytes":512,"cpu_usage_percent":2.5,"queue_depth":3,\
        "throughput_msgs_per_sec":1000.0},"custom_attributes":{"source_actor":"%s","source_port":"data",\
        "destination_actor":"%s","destination_port":"input","message_id":"%s","protocol":"memory_channel",\
        "compression":"none","service":"plant","thread":"main","sample_weight":1.0,"region":"north"}},\
        "causality":{"parent_event_id":%s,"root_cause_event_id":"%s","dependency_chain":[%s],"span_id":"%016x"}}\
        """
        .formatted(
            id,
            time(number),
            to,
            from,
            executionNs,
            from,
            to,
            message,
            cause,
            root,
            parent == null ? "" : '"' + root.toString() + '"',
            id.getLeastSignificantBits());
  }

  private static String time(long number) {
    return START.plusNanos(number * 1_000 + 7).toString();
  }

  static String record(String event) {
    String id = event.substring(event.indexOf("root_cause_event_id") + 22).substring(0, 36);
    return "{\"RecordEvent\":{\"trace_id\":\"" + id + "\",\"event\":" + event + "}}";
  }

  /** The texts that stand under {@code key} in {@code json}, in order. */
  static List<String> values(String json, String key) {
    return Pattern.compile('"' + key + "\":\"([^\"]*)\"")
        .matcher(json)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
