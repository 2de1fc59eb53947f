package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/**
 * Records of many events each: of those that go to one partition, which is the one that the trace's
 * id as a key would take them to. A record's key is the trace's id of its first event, so it is the
 * partition's, too. Not thread-safe.
 */
final class ManyInOne implements EventRecords {

  /** With so many bytes a record leaves, and less where there are many partitions. */
  private static final int ENOUGH_BYTES = 32 * 1024;

  /** Of all partitions' records. */
  private static final int MOST_WAITING_BYTES = 4 * 1024 * 1024;

  private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final boolean isBinary;
  private final int enoughEvents;
  private final Outlet outlet;
  private final ReusedRecord record;
  private final JsonBuffer text = new JsonBuffer();
  private final EventJson json = new EventJson(text);
  private final EventBinary binary = new EventBinary();
  private final ExactArrays keys = new ExactArrays();
  private final ExactArrays values = new ExactArrays();

  private SharedValue[] waiting = {};
  private int enoughBytes;

  ManyInOne(String topic, boolean isBinary, int enoughEvents, Outlet outlet) {
    this.isBinary = isBinary;
    this.enoughEvents = enoughEvents;
    this.outlet = outlet;
    this.record = new ReusedRecord(topic, isBinary ? KafkaSink.BINARY : KafkaSink.JSON_LINES);
  }

  @Override
  public void write(EventView event, int partitions) throws IOException, SinkException {
    if (waiting.length != partitions) {
      flush();
      layOut(partitions);
    }
    byte[] key = key(event);
    int partition = Utils.toPositive(Utils.murmur2(key)) % waiting.length;
    SharedValue value = waiting[partition];
    value.append(event, key);
    if (value.events() >= enoughEvents || value.size() >= enoughBytes) {
      send(partition);
    }
  }

  private void layOut(int partitions) {
    waiting = new SharedValue[partitions];
    for (int i = 0; i < partitions; i++) {
      waiting[i] = isBinary ? new SharedPage(binary) : new SharedLines(json, text);
    }
    enoughBytes = Math.min(ENOUGH_BYTES, MOST_WAITING_BYTES / Math.max(1, partitions));
  }

  /** What Kafka's own partitioner would take, so that the setting moves no trace. */
  private byte[] key(EventView event) throws IOException {
    text.clear();
    json.writeTraceId(event);
    return keys.copy(text.array(), text.size());
  }

  private void send(int partition) throws SinkException {
    SharedValue value = waiting[partition];
    byte[] padded = values.padded(value.array(), value.size(), value.padding());
    long firstMs = value.firstStartNs() / NS_PER_MS;
    value.clear();
    outlet.send(record.placed(partition, firstMs, value.firstKey(), padded));
  }

  @Override
  public void flush() throws SinkException {
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i].events() > 0) {
        send(i);
      }
    }
  }

  @Override
  public void clear() {
    for (SharedValue value : waiting) {
      value.clear();
    }
  }
}
