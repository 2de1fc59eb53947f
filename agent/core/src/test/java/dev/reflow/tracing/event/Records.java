package dev.reflow.tracing.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Encodes records into arrays, and reads them back, for tests. */
final class Records {

  static final ProcessInfo PROCESS = new ProcessInfo(0x11, 0x22, 0x33, "shop", "flow", "host");
  static final Edge EDGE = new Edge(1, "a", "out", "b", "in", Edge.IN_MEMORY);
  static final Name TYPE = new Name(1, "Order");
  static final Name THREAD = new Name(2, "main");
  static final Name KEY = new Name(3, "region");

  private Records() {}

  static FlowRecord flow() {
    FlowRecord flow = new FlowRecord();
    flow.startNs = 0x0102_0304_0506_0708L;
    flow.sequence = 0x1112_1314_1516_1718L;
    flow.durationNs = 0x2122_2324;
    flow.sizeBytes = 0x3132_3334;
    flow.depth = 0x4142_4344;
    flow.flags = EventLayout.FLAG_SIZE_ESTIMATED;
    flow.edge = EDGE;
    flow.type = TYPE;
    flow.thread = THREAD;
    return flow;
  }

  static byte[] bytes(FlowRecord flow) {
    return bytes(EventEncoder.sizeOf(flow), address -> EventEncoder.encode(flow, address));
  }

  /** What {@code encode} writes into {@code size} bytes, committed; and nothing behind them. */
  static byte[] bytes(int size, LongConsumer encode) {
    int guard = 64;
    long address = Memory.allocate(size + guard);
    try {
      encode.accept(address);
      EventEncoder.commit(address, size);
      byte[] bytes = new byte[size + guard];
      Memory.copyToArray(address, bytes, bytes.length);
      for (int i = size; i < bytes.length; i++) {
        if (bytes[i] != 0) {
          throw new AssertionError("byte " + i + " of " + size + " was written");
        }
      }
      return Arrays.copyOf(bytes, size);
    } finally {
      Memory.free(address);
    }
  }

  /** A page that holds the process, every definition above, and {@code flow}. */
  static ByteBuffer page(FlowRecord flow) {
    ByteBuffer page = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
    page.put(bytes(EventEncoder.sizeOf(PROCESS), at -> EventEncoder.encode(PROCESS, at)));
    page.put(bytes(EventEncoder.sizeOf(EDGE), at -> EventEncoder.encode(EDGE, at)));
    for (Name name : new Name[] {TYPE, THREAD, KEY}) {
      page.put(bytes(EventEncoder.sizeOf(name), at -> EventEncoder.encode(name, at)));
    }
    return page.put(bytes(flow)).flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Hands {@code flow}, as it reads back, to {@code check}. */
  static void roundTrip(FlowRecord flow, Consumer<EventView> check) {
    ByteBuffer page = page(flow);
    int[] seen = {0};
    try {
      int end =
          new PageReader()
              .read(
                  page,
                  0,
                  Integer.MAX_VALUE,
                  event -> {
                    seen[0]++;
                    check.accept(event);
                  });
      if (end != page.limit() || seen[0] != 1) {
        throw new AssertionError(seen[0] + " events up to " + end + " of " + page.limit());
      }
    } catch (CorruptRecordException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
