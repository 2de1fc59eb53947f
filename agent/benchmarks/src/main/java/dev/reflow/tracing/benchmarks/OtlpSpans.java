package dev.reflow.tracing.benchmarks;

import java.nio.ByteBuffer;

/**
 * Counts the spans of an {@code ExportTraceServiceRequest} without decoding them: resource spans
 * (field 1), in them scope spans (2), in them spans (2).
 */
final class OtlpSpans {

  private static final int[] PATH = {1, 2, 2};

  private OtlpSpans() {}

  /** Spans in an uncompressed request. */
  static long count(ByteBuffer request) {
    return count(request, 0);
  }

  private static long count(ByteBuffer message, int level) {
    long spans = 0;
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      int wireType = tag & 7;
      if (wireType == 2) {
        int length = (int) varint(message);
        if (tag >>> 3 == PATH[level]) {
          spans += deeper(message.slice(message.position(), length), level);
        }
        skip(message, length);
      } else {
        skipScalar(message, wireType);
      }
    }
    return spans;
  }

  private static long deeper(ByteBuffer field, int level) {
    return level == PATH.length - 1 ? 1 : count(field, level + 1);
  }

  private static void skipScalar(ByteBuffer message, int wireType) {
    switch (wireType) {
      case 0 -> varint(message);
      case 1 -> skip(message, Long.BYTES);
      case 5 -> skip(message, Integer.BYTES);
      default -> throw new IllegalArgumentException("wire type " + wireType);
    }
  }

  private static void skip(ByteBuffer message, int bytes) {
    message.position(message.position() + bytes);
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint too long");
  }
}
