package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A record for each event, its key the trace's id. Not thread-safe. */
final class OneEach implements EventRecords {

  private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final boolean isBinary;
  private final Outlet outlet;
  private final ReusedRecord record;
  private final JsonBuffer text = new JsonBuffer();
  private final EventJson json = new EventJson(text);
  private final EventBinary binary = new EventBinary();
  private final ExactArrays keys = new ExactArrays();
  private final ExactArrays values = new ExactArrays();

  OneEach(String topic, boolean isBinary, Outlet outlet) {
    this.isBinary = isBinary;
    this.outlet = outlet;
    this.record = new ReusedRecord(topic, isBinary ? KafkaSink.BINARY : KafkaSink.JSON);
  }

  @Override
  public void write(EventView event, int partitions) throws IOException, SinkException {
    text.clear();
    json.writeTraceId(event);
    byte[] key = keys.copy(text.array(), text.size());
    outlet.send(record.keyed(event.startNs() / NS_PER_MS, key, value(event)));
  }

  private byte[] value(EventView event) throws IOException {
    if (isBinary) {
      binary.write(event);
      return values.copy(binary.array(), binary.size());
    }
    text.clear();
    json.writeLine(event);
    return values.copy(text.array(), text.size() - 1);
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void clear() {
    // Nothing waits.
  }
}
