package dev.reflow.tracing.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Events made by hand, for whoever reads {@link EventView}s. */
public final class EventPages {

  public static final ProcessInfo PROCESS =
      new ProcessInfo(0x0123_4567_89AB_CDEFL, 1L, 42, "orders", "orders", "host");

  private final List<byte[]> records = new ArrayList<>();

  public EventPages() {
    this(PROCESS);
  }

  public EventPages(ProcessInfo process) {
    add(EventEncoder.sizeOf(process), address -> EventEncoder.encode(process, address));
  }

  public EventPages add(Edge edge) {
    return add(EventEncoder.sizeOf(edge), address -> EventEncoder.encode(edge, address));
  }

  public EventPages add(Name name) {
    return add(EventEncoder.sizeOf(name), address -> EventEncoder.encode(name, address));
  }

  public EventPages add(FlowRecord flow) {
    return add(EventEncoder.sizeOf(flow), address -> EventEncoder.encode(flow, address));
  }

  /** How busy the process was, for the events that follow. */
  public EventPages addLoad(double cpuPercent) {
    return add(EventLayout.LOAD_SIZE, address -> EventEncoder.encodeLoad(1, cpuPercent, address));
  }

  /** A page with one flow for each number from {@code first} on, all alike but for that. */
  public static EventPages numbered(int first, int count) {
    EventPages pages = new EventPages();
    Edge edge = new Edge(1, "reader", "out", "writer", "in", Edge.IN_MEMORY);
    Name type = new Name(1, "Reading");
    Name thread = new Name(2, "main");
    pages.add(edge).add(type).add(thread);
    for (int i = first; i < first + count; i++) {
      FlowRecord flow = new FlowRecord();
      flow.startNs = 1_767_323_045_000_000_000L + i * 1_000_000L;
      flow.sequence = i;
      flow.edge = edge;
      flow.type = type;
      flow.thread = thread;
      flow.messageId.setText("m" + i);
      pages.add(flow);
    }
    return pages;
  }

  /** Hands each flow to {@code handler}. */
  public void read(EventHandler handler) {
    int bytes = records.stream().mapToInt(record -> record.length).sum();
    ByteBuffer page = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    records.forEach(page::put);
    page.flip();
    try {
      new PageReader().read(page, 0, Integer.MAX_VALUE, handler);
    } catch (CorruptRecordException e) {
      throw new AssertionError(e);
    }
  }

  private interface Encoding {
    void at(long address);
  }

  private EventPages add(int bytes, Encoding encoding) {
    long address = Memory.allocate(bytes);
    try {
      encoding.at(address);
      EventEncoder.commit(address, bytes);
      byte[] record = new byte[bytes];
      Memory.copyToArray(address, record, bytes);
      records.add(record);
    } finally {
      Memory.free(address);
    }
    return this;
  }
}
