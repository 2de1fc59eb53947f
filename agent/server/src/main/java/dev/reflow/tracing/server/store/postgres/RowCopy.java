package dev.reflow.tracing.server.store.postgres;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.sink.postgres.CopyBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An event as a row of a binary COPY. Not thread-safe. */
final class RowCopy {

  /** In the order of the rows' values. */
  static final String COLUMNS =
      "event_id, timestamp, event_type, service, flow_id, trace_id, source_actor, source_port,"
          + " destination_actor, destination_port, message_id, correlation_id, message_type,"
          + " size_bytes, checksum, execution_time_ns, queue_depth, throughput_msgs_per_sec,"
          + " memory_usage_bytes, cpu_usage_percent, parent_event_id, root_cause_event_id,"
          + " dependency_depth, span_id, protocol, error, sample_weight, attributes, content";

  private static final int COUNT = COLUMNS.split(", ", -1).length;

  private final CopyBuffer rows;

  /** Appends to {@code rows}. */
  RowCopy(CopyBuffer rows) {
    this.rows = rows;
  }

  void write(StoredEvent event) {
    rows.row(COUNT);
    String id = event.eventId().toString();
    boolean ownTrace = event.traceHigh == event.idHigh && event.traceLow == event.idLow;
    rows.putText(id);
    rows.putTime(event.startNs);
    rows.putText(event.eventType);
    rows.putText(event.service);
    rows.putText(event.flowId);
    rows.putText(ownTrace ? id : event.traceId().toString());
    rows.putText(event.sourceActor);
    rows.putText(event.sourcePort);
    rows.putText(event.destinationActor);
    rows.putText(event.destinationPort);
    rows.putText(event.messageId);
    rows.putText(event.correlationId);
    rows.putText(event.messageType);
    putKnown(event.sizeBytes);
    rows.putText(event.checksum);
    rows.putLong(event.executionNs);
    putKnown(event.queueDepth);
    rows.putDouble(event.flowsPerSecond);
    rows.putLong(event.memoryBytes);
    rows.putDouble(event.cpuPercent);
    UUID parent = event.parentId();
    rows.putText(parent == null ? null : parent.toString());
    rows.putText(event.isRoot() ? id : event.rootId().toString());
    rows.putInt(event.depth);
    rows.putText(event.span());
    rows.putText(event.protocol);
    rows.putText(event.error);
    rows.putDouble(event.weight);
    byte[] attributes = event.attributes.getBytes(StandardCharsets.UTF_8);
    rows.putJson(attributes, attributes.length);
    rows.putText(event.content);
  }

  private void putKnown(long number) {
    if (number == StoredEvent.UNKNOWN) {
      rows.putNull();
    } else {
      rows.putLong(number);
    }
  }
}
