package dev.reflow.tracing.event;

import java.util.function.LongConsumer;

/** Dictionary records as they stand in a file, prepared once for each thing. Not thread-safe. */
final class Definitions {

  private static final byte[] NONE = {};

  private final Prepared<Edge> edges = new Prepared<>(Definitions::encoded);
  private final Prepared<Name> names = new Prepared<>(Definitions::encoded);
  private final Prepared<ProcessInfo> processes = new Prepared<>(Definitions::encoded);

  /** Nothing for the edge that needs no definition. */
  byte[] of(Edge edge) {
    return edge.id() == 0 ? NONE : edges.of(edge, edge.id());
  }

  /** Nothing for the name that needs no definition. */
  byte[] of(Name name) {
    return name.id() == 0 ? NONE : names.of(name, name.id());
  }

  byte[] of(ProcessInfo process) {
    return processes.of(process, 0);
  }

  private static byte[] encoded(Edge edge) {
    return encoded(EventEncoder.sizeOf(edge), to -> EventEncoder.encode(edge, to));
  }

  private static byte[] encoded(Name name) {
    return encoded(EventEncoder.sizeOf(name), to -> EventEncoder.encode(name, to));
  }

  private static byte[] encoded(ProcessInfo process) {
    return encoded(EventEncoder.sizeOf(process), to -> EventEncoder.encode(process, to));
  }

  private static byte[] encoded(int size, LongConsumer encode) {
    long address = Memory.allocate(size);
    try {
      encode.accept(address);
      EventEncoder.commit(address, size);
      byte[] record = new byte[size];
      Memory.copyToArray(address, record, size);
      return record;
    } finally {
      Memory.free(address);
    }
  }
}
