package dev.reflow.tracing.server;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Batch frames of events as an agent sends them, at a steady pace. One thread. */
final class EventFrames {

  static final int EVENTS = 1_000;

  private static final int EDGES = 50;
  private static final long PROCESS = 0x1234_5678_9ABCL;

  private final long startMs;
  private final long stepUs;
  private final StringBuilder frame = new StringBuilder();

  /** The event numbered 0 happens at {@code startMs}, each further one {@code stepUs} later. */
  EventFrames(long startMs, long stepUs) {
    this.startMs = startMs;
    this.stepUs = stepUs;
  }

  /** How long an event takes, in nanoseconds: 100 to 2,099, all as often. */
  static long executionNs(long number) {
    return 100 + number * 37 % 2_000;
  }

  /** The frame that begins with the event numbered {@code first}, compressed by zstd. */
  byte[] frame(long first) {
    frame.setLength(0);
    frame.append('[');
    for (int i = 0; i < EVENTS; i++) {
      if (i > 0) {
        frame.append(',');
      }
      append(first + i);
    }
    byte[] bytes = frame.append(']').toString().getBytes(StandardCharsets.ISO_8859_1);
    return Zstd.compress(bytes, 1);
  }

  /** Three of five have a cause. */
  private void append(long number) {
    boolean caused = number % 5 < 3 && number > 64;
    String id = id(number).toString();
    String root = caused ? id(number - 1 - number % 5).toString() : id;
    String parent = caused ? '"' + id(number - 1).toString() + '"' : "null";
    int edge = (int) ((number * 7 + number / 1_000) % EDGES);
    String from = "processor_" + edge % 20;
    String to = "processor_" + (edge * 3 + 1) % 20;
    long ns = (startMs * 1_000 + number * stepUs) * 1_000;
    frame.append("{\"RecordEvent\":{\"trace_id\":\"").append(root);
    frame.append("\",\"event\":{\"event_id\":\"").append(id);
    frame.append("\",\"timestamp\":\"");
    frame.append(dev.reflow.tracing.server.event.WireTime.format(ns + number % 1_000));
    frame.append("\",\"event_type\":{\"DataFlow\":{\"to_actor\":\"").append(to);
    frame.append("\",\"to_port\":\"in\"}},\"actor_id\":\"").append(from);
    frame.append(
        "\",\"data\":{\"port\":\"out\",\"message\":{\"message_type\":\"Order\",\"size_bytes\":");
    frame.append(200 + number * 31 % 100);
    frame.append(",\"checksum\":\"\",\"serialized_data\":[]},\"state_diff\":null,\"error\":null,");
    frame.append("\"performance_metrics\":{\"execution_time_ns\":").append(executionNs(number));
    frame.append(",\"memory_usage_bytes\":").append(264 + number * 31 % 100);
    frame.append(",\"cpu_usage_percent\":12.5,\"queue_depth\":").append(number % 4);
    frame.append(",\"throughput_msgs_per_sec\":2000.0},\"custom_attributes\":{\"source_actor\":\"");
    frame.append(from).append("\",\"source_port\":\"out\",\"destination_actor\":\"").append(to);
    frame.append("\",\"destination_port\":\"in\",\"message_id\":\"msg_").append(number);
    frame.append(
        "\",\"protocol\":\"memory_channel\",\"compression\":\"none\",\"service\":\"orders\",");
    frame.append("\"thread\":\"worker-").append(edge % 4).append("\",\"sample_weight\":1.0}},");
    frame.append("\"causality\":{\"parent_event_id\":").append(parent);
    frame.append(",\"root_cause_event_id\":\"").append(root);
    frame.append("\",\"dependency_chain\":[],\"span_id\":\"").append(id, 19, 23).append(id, 24, 36);
    frame.append("\"}}}}");
  }

  private UUID id(long number) {
    long us = startMs * 1_000 + number * stepUs;
    long high = ((us / 1_000) << 16) | 0x7000 | (((us % 1_000) << 12) / 1_000);
    return new UUID(high, Long.MIN_VALUE | (PROCESS + number));
  }
}
