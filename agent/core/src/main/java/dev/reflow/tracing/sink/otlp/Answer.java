package dev.reflow.tracing.sink.otlp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a receiver's answer: {@code ExportTraceServiceResponse}, {@code
 * ExportMetricsServiceResponse} or {@code google.rpc.Status}. Immutable.
 *
 * @param rejected how many spans or points the receiver did not take
 * @param message why, or a warning; empty where there is none
 */
record Answer(long rejected, String message) {

  private static final Answer EMPTY = new Answer(0, "");
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int ERROR_MESSAGE = 2;
  private static final int STATUS_MESSAGE = 2;
  private static final int LONGEST_TEXT = 300;

  /** The answer to a request that was taken; one that cannot be read says nothing. */
  static Answer read(byte[] body) {
    try {
      ByteBuffer partial = field(ByteBuffer.wrap(body), PARTIAL_SUCCESS);
      if (partial == null) {
        return EMPTY;
      }
      long rejected = number(partial.duplicate(), REJECTED);
      ByteBuffer text = field(partial, ERROR_MESSAGE);
      return new Answer(rejected, text == null ? "" : text(text));
    } catch (RuntimeException e) {
      return EMPTY;
    }
  }

  /** Why a request was refused: a {@code Status} or a plain text; empty where it does not say. */
  static String status(byte[] body) {
    try {
      ByteBuffer message = field(ByteBuffer.wrap(body), STATUS_MESSAGE);
      if (message != null) {
        return text(message);
      }
    } catch (RuntimeException e) {
      // A text.
    }
    String text = text(ByteBuffer.wrap(body));
    return text.chars().allMatch(c -> c >= ' ' && c != 0xFFFD) ? text : "";
  }

  /** The bytes of the first field of that number; null where there is none. */
  private static @Nullable ByteBuffer field(ByteBuffer message, int number) {
    while (message.hasRemaining()) {
      long tag = varint(message);
      if ((tag & 7) != 2) {
        skip(message, (int) (tag & 7));
        continue;
      }
      int length = Math.toIntExact(varint(message));
      ByteBuffer value = message.slice(message.position(), length);
      message.position(message.position() + length);
      if (tag >>> 3 == number) {
        return value;
      }
    }
    return null;
  }

  /** The value of the first varint field of that number; 0 where there is none. */
  private static long number(ByteBuffer message, int number) {
    while (message.hasRemaining()) {
      long tag = varint(message);
      if (tag == (long) number << 3) {
        return varint(message);
      }
      if ((tag & 7) == 2) {
        int length = Math.toIntExact(varint(message));
        message.position(message.position() + length);
      } else {
        skip(message, (int) (tag & 7));
      }
    }
    return 0;
  }

  private static void skip(ByteBuffer message, int wireType) {
    switch (wireType) {
      case 0 -> varint(message);
      case 1 -> message.position(message.position() + Long.BYTES);
      case 5 -> message.position(message.position() + Integer.BYTES);
      default -> throw new IllegalArgumentException("wire type " + wireType);
    }
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a varint that is too long");
  }

  private static String text(ByteBuffer utf8) {
    String text = StandardCharsets.UTF_8.decode(utf8).toString().strip();
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
